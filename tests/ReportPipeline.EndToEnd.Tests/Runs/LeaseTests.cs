using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging.Abstractions;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Runs;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Tests.Runs;

/// <summary>Two programs on one storage: the lease saves the second one's work, and breaking it harms nothing.</summary>
[Collection(AzuriteTests.Name)]
public sealed class LeaseTests(AzuriteFixture azurite)
{
    private static readonly IReadOnlyList<BundleSubmission> Submissions =
        [.. new BundleWriter(RunToBeKilled.Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(3)).Take(4)];

    [Fact]
    public async Task RunAsync_WhileAnotherProgramRuns_SaysSoAndDoesNothing()
    {
        var options = await FilledAsync();
        var undisturbed = await UndisturbedAsync();
        var (started, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var working = Program(options, async () =>
        {
            started.SetResult();
            await goOn.Task;
        });
        var first = working.RunAsync(false, default);
        await started.Task;

        (await Program(options).RunAsync(false, default)).ShouldBe([LeasedRun.UnderWay]);
        (await Open(options).Ledger.FindHeadAsync()).ShouldBe(0);
        goOn.SetResult();

        (await first)[0].ShouldContain("sealed 4 bundles in ledger entry 1");
        (await MadeByRuns.ListAsync(Open(options))).ShouldBe(undisturbed);
        (await Program(options).RunAsync(false, default)).ShouldNotContain(LeasedRun.UnderWay);
    }

    // The first run is stopped at one of its writes, its lease broken, and a second run goes through; then the first goes on.
    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(15)]
    public async Task RunAsync_LeaseBrokenInTheMiddle_BothRunAndTheResultsAreThoseOfOne(int write)
    {
        var options = await FilledAsync();
        var undisturbed = await UndisturbedAsync();
        await using var slow = await FaultyStorage.StartAsync(azurite.ConnectionString);
        var (reached, goOn) = (new TaskCompletionSource(), new ManualResetEventSlim());
        slow.Plan = (_, number) =>
        {
            if (number == write)
            {
                reached.SetResult();
                goOn.Wait();
            }

            return WriteFault.None;
        };
        var paused = PipelineOf(options with { ConnectionString = slow.ConnectionString });
        var first = Task.Run(() => new LeasedRun(paused, Open(options).RunLease, TimeProvider.System, NullLogger<LeasedRun>.Instance).RunAsync(false, default));
        (await Task.WhenAny(reached.Task, first)).ShouldBe(reached.Task, "a run has fewer writes");
        await BreakAsync(options);

        (await Program(options).RunAsync(false, default)).ShouldNotContain(LeasedRun.UnderWay);
        goOn.Set();
        await first;

        (await MadeByRuns.ListAsync(Open(options))).ShouldBe(undisturbed);
        await SealTheRestAsync(options);
        var check = await LedgerCheck.RunAsync(Open(options), default);
        check.Findings.ShouldBeEmpty();
        check.Bundles.ShouldBe(Submissions.Count);
    }

    [Fact]
    public async Task RunAsync_LeaseCannotBeAskedFor_RunsWithout()
    {
        var options = await FilledAsync();
        await using var refusing = await FaultyStorage.StartAsync(azurite.ConnectionString);
        refusing.Plan = (_, _) => WriteFault.Refused;
        var lease = Open(options with { ConnectionString = refusing.ConnectionString }).RunLease;

        var lines = await new LeasedRun(PipelineOf(options), lease, TimeProvider.System, NullLogger<LeasedRun>.Instance).RunAsync(false, default);

        lines[0].ShouldContain("sealed 4 bundles in ledger entry 1");
    }

    private static LeasedRun Program(StorageOptions options, Func<Task>? before = null) => new(
        async (isPastDue, cancellation) =>
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            return await PipelineOf(options)(isPastDue, cancellation);
        },
        Open(options).RunLease, TimeProvider.System, NullLogger<LeasedRun>.Instance);

    private static AnalysisRun PipelineOf(StorageOptions options) => async (_, cancellation) =>
        (await RunParts.Pipeline(Open(options), RunToBeKilled.Protocol, RunToBeKilled.Clock).RunAsync(cancellation)).Logs;

    private static Task SealTheRestAsync(StorageOptions options) => Program(options).RunAsync(false, default);

    private async Task<List<string>> UndisturbedAsync()
    {
        var options = await FilledAsync();
        await PipelineOf(options)(false, default);
        return await MadeByRuns.ListAsync(Open(options));
    }

    private async Task<StorageOptions> FilledAsync()
    {
        // Storage is waited for as long as the other run takes, however busy the machine.
        var options = azurite.Options() with { AttemptTimeout = TimeSpan.FromMinutes(5), OperationTimeout = TimeSpan.FromMinutes(5) };
        foreach (var submission in Submissions)
            await Open(options).Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, RunToBeKilled.Clock.GetUtcNow());
        return options;
    }

    private static async Task BreakAsync(StorageOptions options) =>
        await new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.ContainerPrefix + "leases")
            .GetBlobClient("run").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);

    private static PipelineStorage Open(StorageOptions options) => PipelineStorage.Open(options, RunToBeKilled.Clock);
}
