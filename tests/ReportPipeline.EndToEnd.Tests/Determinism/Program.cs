using System.Globalization;
using System.Security.Cryptography;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Reporting;
using ReportPipeline.Reporting.Verification;
using ReportPipeline.Tests.Runs;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Determinism;

/// <summary>
/// What a test starts as a process of its own, in another culture and time zone: the sample trial from its bundles to snapshot, results,
/// documents and manifests, printed as hashes after a line that says where it ran; or a run over storage that is there to be killed.
/// </summary>
internal static class Program
{
    public const string Verb = "hashes";

    public static async Task<int> Main(string[] args)
    {
        if (args is [RunToBeKilled.Verb, var connection, var prefix])
            return await RunToBeKilled.MainAsync(connection, prefix);
        if (args is not [Verb])
            return 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{CultureInfo.CurrentCulture.Name} {TimeZoneInfo.Local.GetUtcOffset(DateTimeOffset.UnixEpoch).TotalHours}"));
        foreach (var (name, bytes) in Files())
            Console.WriteLine($"{name} {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
        return 0;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files()
    {
        var sample = SampleRun.Outcome;
        var origin = new DatasetOrigin(DateTimeOffset.UnixEpoch, sample.Protocol.Id, sample.Protocol.Version, "0");
        foreach (var table in DatasetTables.Of(sample.Protocol, sample.Dataset))
            yield return (table.Name, DatasetJsonWriter.Write(table, origin));
        yield return ("results.json", ResultFiles.ToJson(sample.Results));
        yield return ("results.csv", ResultFiles.ToCsv(sample.Results));
        foreach (var language in sample.Protocol.ReportLanguages)
        {
            foreach (var audience in Enum.GetValues<Audience>())
            {
                var name = $"{audience}.{language}.docx";
                var document = ClinicalReport.Write(new ReportRequest { Protocol = sample.Protocol, Results = sample.Results, Audience = audience, Language = language });
                yield return (name, document);
                yield return (ManifestNames.ManifestOf(name), DocumentManifest.Of(name, sample.Results.Identity, null, DocumentReader.Read(document, sample.Results)).ToBytes());
            }
        }
    }
}
