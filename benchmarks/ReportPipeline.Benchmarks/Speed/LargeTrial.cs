using System.Globalization;
using System.Text.Json.Nodes;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Benchmarks.Speed;

/// <summary>Simulated subjects of thirty resources each, packed into bundles of two hundred, as files.</summary>
internal static class LargeTrial
{
    public const int ResourcesPerSubject = 30;

    public const int ResourcesPerBundle = 200;

    /// <summary>Each with thirty resources of every kind, so that most endpoints have data.</summary>
    public static IEnumerable<SampleSubject> Subjects(TrialProtocol protocol, int count)
    {
        var excerpt = new SubjectExcerpt(protocol);
        return new TrialSimulator(protocol, 1).Subjects(count).Select((subject, index) => excerpt.Of(subject, index, ResourcesPerSubject));
    }

    /// <summary>Writes the bundles below the folder, <c>{site}-{number}.json</c>.</summary>
    /// <returns>How many bytes they have.</returns>
    public static long Write(TrialProtocol protocol, int subjects, string folder)
    {
        var writer = new BundleWriter(protocol);
        var open = new Dictionary<string, List<JsonNode>>(StringComparer.Ordinal);
        var (written, bytes) = (0, 0L);
        foreach (var subject in Subjects(protocol, subjects))
        {
            var entries = open.TryGetValue(subject.Site, out var known) ? known : open[subject.Site] = [];
            entries.AddRange(EntriesOf(protocol, writer, subject));
            for (; entries.Count >= ResourcesPerBundle; entries.RemoveRange(0, ResourcesPerBundle))
                bytes += WriteBundle(folder, subject.Site, written++, entries[..ResourcesPerBundle]);
        }

        foreach (var (site, entries) in open.Where(site => site.Value.Count > 0))
            bytes += WriteBundle(folder, site, written++, entries);
        return bytes;
    }

    private static long WriteBundle(string folder, string site, int number, List<JsonNode> entries)
    {
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "transaction",
            ["entry"] = new JsonArray([.. entries]),
        };
        var text = bundle.ToJsonString();
        File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:D6}.{site}.json")), text);
        return text.Length;
    }

    // The Patient of a record may lie in another bundle: every reference goes by the subject number.
    private static IEnumerable<JsonNode> EntriesOf(TrialProtocol protocol, BundleWriter writer, SampleSubject subject)
    {
        var entries = writer.Write(subject)
            .SelectMany(bundle => JsonNode.Parse(bundle.Content)!["entry"]!.AsArray().Select(entry => entry!.DeepClone()))
            .GroupBy(entry => entry["request"]!["url"]!.GetValue<string>(), StringComparer.Ordinal)
            .Select(versions => versions.Last()) // A bundle may hold a resource once only: of a Patient who died, the version that says so.
            .ToList();
        foreach (var entry in entries)
        {
            if (entry["resource"]?["subject"] is JsonObject about)
                about["reference"] = $"Patient?identifier={protocol.SubjectIdentifierSystem}|{subject.Subject}";
        }

        return entries;
    }
}
