using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>trace</c>: from a number to the resource versions behind it.</summary>
internal static class TraceVerb
{
    private const int NearestShown = 8;

    public static Command Create()
    {
        var id = new Argument<string>("RESULT-ID") { Description = "A row of the results; docs/results.md says how an id is made." };
        var results = new Option<FileInfo>("--results")
        {
            Description = "The results file of a run.",
            DefaultValueFactory = _ => new FileInfo(Path.Combine("demo-output", "results.json")),
        };
        results.AcceptExistingOnly();
        var verb = CommandLine.Verb("trace",
            "Prints the resource versions that a number of the report was computed from: site, resource, version, bundle.",
            $"{CommandLine.Tool} trace T4/full/MSC/outcome/n --results demo-output/results.json");
        verb.Add(id);
        verb.Add(results);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(results);
            var bytes = await File.ReadAllBytesAsync(file.FullName, cancellation);
            return Trace(bytes, file.Name, parsed.GetRequiredValue(id));
        });
        return verb;
    }

    private static int Trace(byte[] file, string name, string id)
    {
        AnalysisResults results;
        try
        {
            results = ResultFiles.FromJson(file);
        }
        catch (JsonException)
        {
            Console.Error.WriteLine($"{name} is no results file of this version.");
            return CommandLine.NotUsable;
        }

        if (results.Find(id) is not { } row)
        {
            Console.Error.WriteLine($"There is no result '{id}'.{Nearest(results, id)}");
            return CommandLine.NotUsable;
        }

        Print(results, row);
        return CommandLine.Done;
    }

    private static void Print(AnalysisResults results, AnalysisResult row)
    {
        var versions = results.SourceSets[row.Sources];
        Console.WriteLine($"{row.Id} = {Text(row.Value)} {row.Unit}".TrimEnd());
        foreach (var (label, text) in new[] { ("method", row.Method), ("convention", row.Convention), ("warning", row.Warning) })
        {
            if (text is not null)
                Console.WriteLine($"{label}: {text}");
        }

        var run = results.Identity;
        Console.WriteLine($"run {run.RunId}, ledger entry {run.LedgerSequence}, head {run.LedgerHead}");
        Console.WriteLine(versions.IsEmpty
            ? $"no resource version stands behind it: {WithoutRecords.Reason(row).English}"
            : string.Create(CultureInfo.InvariantCulture, $"{versions.Length} resource versions:"));
        foreach (var source in versions.Select(version => results.SourceVersions[version]).OrderBy(source => source.Site, StringComparer.Ordinal).ThenBy(source => source.ReceivedAt))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {source.Site}  {source.ResourceType}  {source.ResourceKey}  version {source.VersionId}  bundle {source.BundleHash} entry {source.EntryIndex}  received {source.ReceivedAt.UtcDateTime:O}"));
        }
    }

    private static string Text(ResultValue value) => value switch
    {
        NumberValue number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        TextValue text => text.Value,
        NotEstimableValue reason => $"not estimable: {reason.Reason}",
        _ => throw new InvalidOperationException("A result is a number, a text or not estimable."),
    };

    // Ids that begin as the one asked for does: a reader who mistypes the last part sees what there is.
    private static string Nearest(AnalysisResults results, string id)
    {
        for (var stem = id; stem.Contains('/', StringComparison.Ordinal);)
        {
            stem = stem[..stem.LastIndexOf('/')];
            var near = results.Rows.Where(row => row.Id.StartsWith(stem + "/", StringComparison.Ordinal)).Select(row => row.Id).Take(NearestShown).ToList();
            if (near.Count > 0)
                return $" There are, for example:{string.Concat(near.Select(candidate => $"{Environment.NewLine}  {candidate}"))}";
        }

        return string.Empty;
    }
}
