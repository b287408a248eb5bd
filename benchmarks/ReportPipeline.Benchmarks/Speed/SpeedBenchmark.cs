using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Speed;

/// <summary>From raw bundles on the local disk to the results of the sample trial's protocol, stage by stage.</summary>
internal static class SpeedBenchmark
{
    private static readonly DateTimeOffset ReceivedAt = new(2020, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TrialProtocol Protocol = SampleBodies.Protocol;

    private static readonly DecisionList Decisions = DecisionList.Empty(SampleBodies.Protocol.Id);

    /// <returns>1 when a budget is overdrawn: 180 s and 3 GiB for 100,000 subjects, in proportion for fewer.</returns>
    public static int Run(SpeedOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("speed-").FullName;
        try
        {
            var bytes = LargeTrial.Write(Protocol, options.Subjects, folder);
            Say($"{options.Subjects} subjects, {Directory.GetFiles(folder).Length} bundles, {bytes >> 20} MiB, {Environment.ProcessorCount} processors");
            ReadAlone(folder, bytes);
            var clock = Stopwatch.StartNew();
            Measure(folder);
            var (seconds, peak) = (clock.Elapsed.TotalSeconds, PeakGiB());
            var budget = 180.0 * options.Subjects / 100_000;
            Say($"in all {seconds:F1} s of {budget:F1} s, peak memory {peak:F2} GiB of 3");
            return seconds <= Math.Max(budget, 1) && peak <= 3 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Facts are released casebook by casebook: what was read and what is derived never stand in memory together.
    private static void Measure(string folder)
    {
        var casebooks = Stage("read and parse", () => Casebooks(folder));
        var contents = new DatasetContent[casebooks.Length];
        Stage("derive", () => Parallel.For(0, casebooks.Length, index =>
        {
            var group = casebooks[index];
            casebooks[index] = null!;
            contents[index] = DeriveDataset.ContentOf(Protocol, group.Facts, group.Queries);
        }));
        var dataset = Stage("put together", () => new TrialDataset(Protocol, Decisions, DatasetContent.Sum(contents)));
        contents = [];
        var identity = new RunIdentity("speed", 1, "head", "snapshot", ReceivedAt, Protocol.Id, Protocol.Version, "hash", "benchmark", 1);
        var results = Stage("analyse", () => EndpointAnalyses.Run(Protocol, Decisions, dataset, identity));
        Say($"    {results.Rows.Length} rows, {results.SourceSets.Count} source sets, {dataset.Subjects.Length} subjects");
        Stage("write results", () =>
        {
            File.WriteAllBytes(Path.Combine(folder, "results.json"), ResultFiles.ToJson(results));
            File.WriteAllBytes(Path.Combine(folder, "results.csv"), ResultFiles.ToCsv(results));
            return true;
        });
        Say($"    results.json {new FileInfo(Path.Combine(folder, "results.json")).Length >> 20} MiB");
    }

    private static CasebookGroup[] Casebooks(string folder)
    {
        var intake = new BundleIntake(Protocol, new PseudonymKey(new byte[PseudonymKey.LeastBytes]));
        var read = new ConcurrentBag<FactsOfBundles>();
        Parallel.ForEach(Directory.EnumerateFiles(folder), file =>
        {
            var bytes = File.ReadAllBytes(file);
            var bundle = new SealedBundle(Path.GetFileName(file).Split('.')[1], "", ReceivedAt);
            read.Add(FactArchive.Read(intake, bundle, new KeptBytes(bytes, null)));
        });
        var all = FactsOfBundles.Of(read);
        return [.. CasebookGroups.Of(CasebookRegister.Empty, all.Facts, all.Queries)];
    }

    private static void ReadAlone(string folder, long bytes)
    {
        var clock = Stopwatch.StartNew();
        foreach (var file in Directory.EnumerateFiles(folder))
            File.ReadAllBytes(file);
        Say($"the disk alone: {(bytes >> 20) / clock.Elapsed.TotalSeconds:F0} MiB/s, {clock.Elapsed.TotalSeconds:F1} s");
    }

    private static T Stage<T>(string name, Func<T> work)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var result = work();
        Say($"  {name}: {clock.Elapsed.TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of processor time, peak memory so far {PeakGiB():F2} GiB");
        return result;
    }

    private static double PeakGiB()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / (double)(1 << 30);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
