using System.Diagnostics;
using System.Globalization;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Runs;

/// <summary>
/// What a run over 100 new bundles costs after few and after many older ones, stage by stage, over Azurite. The first two stages
/// may not depend on what there is; deriving touches the new subjects; the analysis reads everyone.
/// </summary>
internal static class RunsBenchmark
{
    private const int New = 100;

    private const int Few = 100;

    private static readonly ProtocolReading Protocol = ProtocolFile.Load(SampleBodies.ProtocolPath);

    private static readonly SigningKey Signing = SigningKey.Create();

    private static readonly PseudonymKey Key = new(new byte[PseudonymKey.LeastBytes]);

    /// <returns>1 when listing, sealing, fetching and parsing cost more than a fifth more or less.</returns>
    public static async Task<int> RunAsync(int older)
    {
        var folder = Directory.CreateTempSubdirectory("runs-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(folder);
            // The first runs compile.
            await MeasureAsync(azurite.ConnectionString, "warm-", Few);
            await MeasureAsync(azurite.ConnectionString, "again-", Few);
            var few = await MeasureAsync(azurite.ConnectionString, "few-", Few);
            var many = await MeasureAsync(azurite.ConnectionString, "many-", older);
            Print(older, few, many);
            return Math.Abs((many.New / few.New) - 1) <= 0.2 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(int older, Stages few, Stages many)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Stage, {New} new bundles | after {Few}, ms | after {older}, ms | ratio |"));
        Console.WriteLine("|---|---:|---:|---:|");
        Row("list and seal", few.Seal, many.Seal);
        Row("fetch and parse", few.Read, many.Read);
        Row("both (bound: 0.8 to 1.2)", few.New, many.New);
        Row("derive, store and take over the rest", few.Make, many.Make);
        Row("analyse everyone", few.Analyse, many.Analyse);
        Console.WriteLine($"Subjects derived: {few.Derived} and {many.Derived}.");
    }

    private static void Row(string stage, double few, double many) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {stage} | {few:F0} | {many:F0} | {many / few:F2} |"));

    private static async Task<Stages> MeasureAsync(string connection, string prefix, int older)
    {
        var clock = new ShiftingClock(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var storage = PipelineStorage.Open(new StorageOptions { ConnectionString = connection, ContainerPrefix = prefix }, clock);
        var settings = RunSettings.Of(Protocol, Key);
        using var bundles = new TrialSimulator(Protocol.Protocol!, 3).Bundles(TrialSimulator.MaximumSubjects).GetEnumerator();
        await AcceptAsync(storage, clock, bundles, older);
        clock.Advance(TimeSpan.FromHours(6));
        await Snapshots(storage, settings, clock).MakeAsync((await new LedgerSeal(storage, Signing, clock).SealAsync(default)).Newest!, default);
        clock.Advance(TimeSpan.FromHours(18));
        await AcceptAsync(storage, clock, bundles, New);
        var (head, seal) = await TimedAsync(async () => (await new LedgerSeal(storage, Signing, clock).SealAsync(default)).Newest!);
        var (_, read) = await TimedAsync(() => Facts(storage, settings, clock).ReadFactsAsync(head, head.Bundles, default));
        var (snapshot, make) = await TimedAsync(() => Snapshots(storage, settings, clock).MakeAsync(head, default));
        var identity = new RunIdentity(
            "runs", 2, head.Head, snapshot.Id, snapshot.Point.DataCutOff, Protocol.Protocol!.Id, Protocol.Protocol.Version, Protocol.Hash, "benchmark", snapshot.Bundles);
        var (_, analyse) = await TimedAsync(() => Task.FromResult(EndpointAnalyses.Run(Protocol.Protocol, Protocol.Decisions!, snapshot.Dataset, identity)));
        return new Stages(seal, read, make, analyse, snapshot.Derived);
    }

    private static FactArchive Facts(PipelineStorage storage, RunSettings settings, TimeProvider clock) =>
        new(storage, new LedgerSeal(storage, Signing, clock), new BundleIntake(Protocol.Protocol!, Key), settings.Reading);

    private static SnapshotArchive Snapshots(PipelineStorage storage, RunSettings settings, TimeProvider clock) =>
        new(Facts(storage, settings, clock), new CasebookStore(storage.Snapshots, settings), settings);

    private static async Task AcceptAsync(PipelineStorage storage, TimeProvider clock, IEnumerator<SampleTrial.Bundles.BundleSubmission> bundles, int count)
    {
        IEnumerable<SampleTrial.Bundles.BundleSubmission> Next()
        {
            for (var taken = 0; taken < count && bundles.MoveNext(); taken++)
                yield return bundles.Current;
        }

        await Parallel.ForEachAsync(Next(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (bundle, _) =>
            await storage.Bundles.AcceptAsync(new SiteId(bundle.Site), bundle.Content, clock.GetUtcNow()));
    }

    private static async Task<(T Result, double Milliseconds)> TimedAsync<T>(Func<Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        var result = await work();
        return (result, clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>Milliseconds by stage.</summary>
    private sealed record Stages(double Seal, double Read, double Make, double Analyse, int Derived)
    {
        public double New => Seal + Read;
    }

    private sealed class ShiftingClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset now = start;

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan time) => now += time;
    }
}
