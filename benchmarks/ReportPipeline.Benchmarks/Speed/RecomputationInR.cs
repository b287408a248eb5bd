using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Benchmarks.Speed;

/// <summary>What the R programme took, by part, and what it found.</summary>
/// <param name="Seconds">Seconds of each part: <c>start</c> (R itself and its packages), <c>read</c>, <c>analyse</c>, <c>write</c>.</param>
/// <param name="Results">By result id; null where a value is not estimable.</param>
internal sealed record RecomputationFigures(IReadOnlyDictionary<string, double> Seconds, IReadOnlyDictionary<string, double?> Results);

/// <summary>Runs the independent R programme of <c>tests/double-programming</c> on an exported dataset.</summary>
internal static class RecomputationInR
{
    private static readonly RScript Script = new(
        Path.Combine("double-programming", "recompute.R"), "r-base-core r-cran-survival r-cran-exactranktests r-cran-cmprsk r-cran-jsonlite")
    { ShowsProgress = true };

    /// <param name="protocolPath">The protocol file; its decision list is left out, because it names subjects of another trial.</param>
    /// <param name="patience">R is stopped after this long.</param>
    /// <returns>Null when R cannot do it here, or not in that time.</returns>
    public static RecomputationFigures? Measure(string protocolPath, TrialProtocol protocol, TrialDataset dataset, TimeSpan patience)
    {
        var folder = Directory.CreateTempSubdirectory("recomputation-").FullName;
        try
        {
            var (file, answer) = (Path.Combine(folder, "protocol.json"), Path.Combine(folder, "recomputed.json"));
            var bare = JsonNode.Parse(File.ReadAllBytes(protocolPath))!.AsObject();
            bare.Remove("decisionsFile");
            File.WriteAllText(file, bare.ToJsonString());
            var origin = new DatasetOrigin(DateTimeOffset.UnixEpoch, protocol.Id, protocol.Version, "benchmark");
            foreach (var table in DatasetTables.Of(protocol, dataset))
                File.WriteAllBytes(Path.Combine(folder, table.Name + ".json"), DatasetJsonWriter.Write(table, origin));
            return (Script with { Patience = patience }).Run(file, folder, answer) is { } seconds
                ? new RecomputationFigures(Parse(seconds), JsonSerializer.Deserialize<Dictionary<string, double?>>(File.ReadAllBytes(answer))!)
                : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, double> Parse(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));
}
