using System.Diagnostics;
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
    private const string Install =
        "Rscript or a package of it is not installed (Debian: apt-get install r-base-core r-cran-survival r-cran-exactranktests r-cran-cmprsk r-cran-jsonlite); R's columns stay empty.";

    /// <summary>Longer than this nobody waits for a row.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <param name="protocolPath">The protocol file; its decision list is left out, because it names subjects of another trial.</param>
    /// <returns>Null when R cannot do it here.</returns>
    public static RecomputationFigures? Measure(string protocolPath, TrialProtocol protocol, TrialDataset dataset)
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
            return Run(file, folder, answer) is { } seconds
                ? new RecomputationFigures(seconds, JsonSerializer.Deserialize<Dictionary<string, double?>>(File.ReadAllBytes(answer))!)
                : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, double>? Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("Rscript", ["--vanilla", Path.Combine(AppContext.BaseDirectory, "double-programming", "recompute.R"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                Console.Error.WriteLine($"R was stopped after {Patience.TotalMinutes} minutes; its columns stay empty.");
                return null;
            }

            if (process.ExitCode == 0)
                return Parse(output.Result);
            Console.Error.WriteLine(errors.Result.Contains("there is no package", StringComparison.Ordinal) ? Install : errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine(Install);
        }

        return null;
    }

    private static Dictionary<string, double> Parse(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));
}
