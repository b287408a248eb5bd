using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Speed;

/// <summary>From raw bundles on the local disk to the results of the sample trial's protocol, stage by stage.</summary>
internal static class SpeedBenchmark
{
    private static readonly DateTimeOffset ReceivedAt = new(2020, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TrialProtocol Protocol = SampleBodies.Protocol;

    private static readonly LargeTrialFiles Files = new(SampleBodies.Protocol);

    private static readonly DecisionList Decisions = DecisionList.Empty(SampleBodies.Protocol.Id);

    /// <summary>A trial of at most so many subjects is measured again when everything is compiled, as a program that stays up meets it.</summary>
    private const int SmallTrial = 1_000;

    private const int WarmRuns = 15;

    private static bool quiet;

    /// <returns>1 when a budget is overdrawn: 180 s and 3 GiB for 100,000 subjects, in proportion for fewer.</returns>
    public static int Run(SpeedOptions options)
    {
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("speed-").FullName;
        try
        {
            var bundles = Files.BundlesIn(folder, options.Subjects);
            var bytes = bundles.Sum(file => new FileInfo(file).Length);
            Say($"{options.Subjects} subjects, {bundles.Length} bundles, {bytes >> 20} MiB, {Environment.ProcessorCount} processors");
            ReadAlone(bundles, bytes);
            var clock = Stopwatch.StartNew();
            Measure(bundles, folder);
            var (seconds, peak) = (clock.Elapsed.TotalSeconds, PeakGiB());
            if (options.Subjects <= SmallTrial)
                return MeasureWarm(bundles, folder, seconds);
            var budget = 180.0 * options.Subjects / 100_000;
            Say($"in all {seconds:F1} s of {budget:F1} s, peak memory {peak:F2} GiB of 3");
            return seconds <= budget && peak <= 3 ? 0 : 1;
        }
        finally
        {
            if (options.Folder is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static int MeasureWarm(string[] bundles, string folder, double cold)
    {
        quiet = true;
        var milliseconds = new double[WarmRuns];
        for (var run = 0; run < WarmRuns; run++)
        {
            var clock = Stopwatch.StartNew();
            Measure(bundles, folder);
            milliseconds[run] = clock.Elapsed.TotalMilliseconds;
        }

        quiet = false;
        Array.Sort(milliseconds);
        Say($"cold {cold * 1000:F0} ms, warm {milliseconds[WarmRuns / 2]:F0} ms (median of {WarmRuns}, fastest {milliseconds[0]:F0} ms), of 300 ms for 44 subjects");
        return milliseconds[WarmRuns / 2] <= 300 ? 0 : 1;
    }

    private static void Measure(string[] bundles, string folder)
    {
        var casebooks = Stage("read and parse", () => Files.Casebooks(bundles));
        var contents = Stage("derive", () => Files.Derive(casebooks));
        var dataset = Stage("put together", () => Files.PutTogether(contents));
        contents = [];
        var identity = new RunIdentity("speed", 1, "head", "snapshot", ReceivedAt, Protocol.Id, Protocol.Version, "hash", "benchmark", 1);
        var results = Stage("analyse", () => EndpointAnalyses.Run(Protocol, Decisions, dataset, identity));
        Say($"    {results.Rows.Length} rows, {results.SourceSets.Count} source sets, {dataset.Subjects.Length} subjects");
        Stage("write results", () =>
        {
            Parallel.Invoke(() => WriteTo("results.json", ResultFiles.WriteJson), () => WriteTo("results.csv", ResultFiles.WriteCsv));
            return true;

            void WriteTo(string name, Action<AnalysisResults, Stream> write)
            {
                using var file = File.Create(Path.Combine(folder, name), bufferSize: 1 << 20);
                write(results, file);
            }
        });
        Say($"    results.json {Sha256(Path.Combine(folder, "results.json"))}, results.csv {Sha256(Path.Combine(folder, "results.csv"))}");
        Say($"    results.json {new FileInfo(Path.Combine(folder, "results.json")).Length >> 20} MiB");
    }

    private static void ReadAlone(string[] bundles, long bytes)
    {
        var clock = Stopwatch.StartNew();
        foreach (var file in bundles)
            File.ReadAllBytes(file);
        Say($"the disk alone: {(bytes >> 20) / clock.Elapsed.TotalSeconds:F0} MiB/s, {clock.Elapsed.TotalSeconds:F1} s");
    }

    private static T Stage<T>(string name, Func<T> work)
    {
        var (clock, before, paused) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
        var result = work();
        var (seconds, processor, collecting) = (clock.Elapsed.TotalSeconds, Environment.CpuUsage.TotalTime - before, GC.GetTotalPauseDuration() - paused);
        Say($"  {name}: {seconds:F1} s, {processor.TotalSeconds:F1} s of processor time, {collecting.TotalSeconds:F1} s collecting garbage, peak memory so far {PeakGiB():F2} GiB");
        return result;
    }

    private static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..16];
    }

    private static double PeakGiB()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / (double)(1 << 30);
    }

    private static void Say(FormattableString text)
    {
        if (!quiet)
            Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
