using System.Diagnostics;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Desk.Operator;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Runs;

/// <summary>A simulated trial in a storage of its own that grows by some bundles from run to run.</summary>
internal sealed class GrowingTrial
{
    private static readonly ProtocolReading Protocol = ProtocolFile.Load(SampleBodies.ProtocolPath);
    private static readonly SigningKey Signing = SigningKey.Create();
    private static readonly PseudonymKey Key = new(new byte[PseudonymKey.LeastBytes]);
    private static readonly RunSettings Settings = RunSettings.Of(Protocol, Key);

    private readonly ShiftingClock clock = new(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly IEnumerator<BundleSubmission> bundles = new TrialSimulator(Protocol.Protocol!, 3).Bundles(TrialSimulator.MaximumSubjects).GetEnumerator();
    private readonly PipelineStorage storage;

    private GrowingTrial(string connection, string prefix) => storage = PipelineStorage.Open(
        new StorageOptions { ConnectionString = connection, ContainerPrefix = prefix, AttemptTimeout = TimeSpan.FromMinutes(1), OperationTimeout = TimeSpan.FromMinutes(3) },
        clock);

    /// <summary>A trial whose first bundles a run has sealed and read.</summary>
    public static async Task<GrowingTrial> StartAsync(string connection, string prefix, int older)
    {
        var trial = new GrowingTrial(connection, prefix);
        await trial.AcceptAsync(older);
        trial.clock.Advance(TimeSpan.FromHours(6));
        await trial.Snapshots().MakeAsync(await trial.SealAsync(), default);
        return trial;
    }

    /// <summary>A day later: some new bundles are listed, sealed, fetched and parsed.</summary>
    public async Task<ReadingStages> ReadAsync(int newBundles) => (await ReadNewAsync(newBundles)).Stages;

    /// <summary>A day later: some new bundles and a whole run over them.</summary>
    public async Task<MakingStages> RunAsync(int newBundles, bool analysing)
    {
        var (head, _) = await ReadNewAsync(newBundles);
        var (snapshot, derive, takeOver) = await MakeAsync(head);
        if (!analysing)
            return new MakingStages(derive, takeOver, double.NaN, snapshot.Derived);
        var identity = new RunIdentity(
            "runs", head.Number, head.Head, snapshot.Id, snapshot.Point.DataCutOff, Protocol.Protocol!.Id, Protocol.Protocol.Version, Protocol.Hash, "benchmark", snapshot.Bundles);
        var (_, analyse) = await TimedAsync(() => Task.FromResult(EndpointAnalyses.Run(Protocol.Protocol, Protocol.Decisions!, snapshot.Dataset, identity)));
        return new MakingStages(derive, takeOver, analyse, snapshot.Derived);
    }

    private async Task<(LedgerEntry Head, ReadingStages Stages)> ReadNewAsync(int newBundles)
    {
        clock.Advance(TimeSpan.FromHours(18));
        await AcceptAsync(newBundles);
        clock.Advance(TimeSpan.FromHours(6));
        var (head, seal) = await TimedAsync(SealAsync);
        var (_, read) = await TimedAsync(() => Facts().ReadFactsAsync(head, head.Bundles, default));
        return (head, new ReadingStages(seal, read));
    }

    // The facts are kept by now: what is read again here is their file.
    private async Task<(Snapshot Snapshot, double Derive, double TakeOver)> MakeAsync(LedgerEntry head)
    {
        GC.Collect();
        IReadOnlyList<StageTime> stages = [];
        var snapshot = await RunStage.MeasureRunAsync(
            async () =>
            {
                var made = await Snapshots().MakeAsync(head, default);
                stages = RunStage.Taken;
                return made;
            },
            _ => "completed");
        return (snapshot, Of(RunStage.Derive), Of(RunStage.TakeOver));

        double Of(string stage) => stages.Single(time => time.Stage == stage).Took.TotalMilliseconds;
    }

    private async Task<LedgerEntry> SealAsync() => (await new LedgerSeal(storage, Signing, clock).SealAsync(default)).Newest!;

    private FactArchive Facts() => new(storage, new LedgerSeal(storage, Signing, clock), new BundleIntake(Protocol.Protocol!, Key), Settings.Reading);

    private SnapshotArchive Snapshots() => new(Facts(), new CasebookStore(storage.Snapshots, Settings), Settings);

    private async Task AcceptAsync(int count)
    {
        IEnumerable<BundleSubmission> Next()
        {
            for (var taken = 0; taken < count && bundles.MoveNext(); taken++)
                yield return bundles.Current;
        }

        await Parallel.ForEachAsync(Next(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (bundle, _) =>
            await storage.Bundles.AcceptAsync(new SiteId(bundle.Site), bundle.Content, clock.GetUtcNow()));
    }

    private static async Task<(T Result, double Milliseconds)> TimedAsync<T>(Func<Task<T>> work)
    {
        // What the stage before has left behind is not this stage's to clear away.
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var result = await work();
        return (result, watch.Elapsed.TotalMilliseconds);
    }

    private sealed class ShiftingClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset now = start;

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan time) => now += time;
    }
}
