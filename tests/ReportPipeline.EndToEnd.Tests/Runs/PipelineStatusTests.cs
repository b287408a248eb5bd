using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Status;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Tests.Runs;

/// <summary>Each state that <c>/api/status</c> tells, over a real storage and with a clock of the test's own.</summary>
[Collection(AzuriteTests.Name)]
public sealed class PipelineStatusTests(AzuriteFixture azurite)
{
    private static readonly IReadOnlyList<BundleSubmission> Submissions =
        [.. new BundleWriter(RunToBeKilled.Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(2)).Take(2)];

    // Azurite's own clock dates what it stores: a listing of what is unsealed begins there.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 12, 1, 0, TimeSpan.Zero));

    [Fact]
    public async Task Read_NothingEver_NoRunYet()
    {
        var status = await ReadAsync(azurite.Options());

        status.State.ShouldBe("no-run-yet");
        status.LastRun.ShouldBeNull();
        status.Ledger.Entries.ShouldBe(0);
    }

    [Fact]
    public async Task Read_AfterARun_OkWithTheRun()
    {
        var options = azurite.Options();
        var run = await RunAsync(options);

        var status = await ReadAsync(options);

        status.State.ShouldBe("ok");
        status.LastRun!.Run.ShouldBe(run);
        status.Running.ShouldBeFalse();
    }

    // No new bundle, so the same ledger entry and the same cut-off: ids are hashes and say nothing about which came last.
    [Fact]
    public async Task Read_RunAgainWithAmendedProtocols_NamesTheLastOneEachTime()
    {
        var options = azurite.Options();
        List<string> runs = [await RunAsync(options)];
        foreach (var amended in new[] { "amendment-1", "amendment-2", "amendment-3" })
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            runs.Add((await RunParts.Pipeline(Open(options), RunToBeKilled.Protocol with { Hash = amended }, clock).RunAsync(default)).RunId!);
            (await ReadAsync(options)).LastRun!.Run.ShouldBe(runs[^1]);
        }

        (await new RunCatalogue(Open(options)).ListAsync(default)).Select(run => run.RunId).ShouldBe(runs);
        runs.ShouldNotBe([.. runs.Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public async Task Read_LeaseHeldByAnyProgram_Running()
    {
        var options = azurite.Options();
        await using var lease = await Open(options).RunLease.TryTakeAsync();

        var status = await ReadAsync(options);

        status.State.ShouldBe("running");
        status.Running.ShouldBeTrue();
    }

    // Ticks at the quarters; a bundle of 12:01 misses 12:15 and 12:30. One tick may be late, two are too many.
    [Theory]
    [InlineData(20, "no-run-yet")]
    [InlineData(28, "no-run-yet")]
    [InlineData(30, "overdue")]
    public async Task Read_BundleWaitsForTicksThatDoNotCome_OverdueAfterTwo(int minutes, string state)
    {
        var options = azurite.Options();
        await AcceptAsync(options);
        clock.Advance(TimeSpan.FromMinutes(minutes));

        var status = await ReadAsync(options);

        status.State.ShouldBe(state);
        status.Unsealed.Bundles.ShouldBe(Submissions.Count);
    }

    [Fact]
    public async Task Read_NewestRunFailed_FailingWithStageReasonAndTheReportInUse()
    {
        var options = azurite.Options();
        var run = await RunAsync(options);
        clock.Advance(TimeSpan.FromMinutes(15));
        await new AuditTrail(Open(options), clock).RecordAsync(
            new AuditEvent(null, AuditAction.Run, AuditOutcome.Failed, RunStage.Report) { Reason = "storage answered 503" }, default);

        var status = await ReadAsync(options);

        status.State.ShouldBe("failing");
        status.Failure!.Stage.ShouldBe(RunStage.Report);
        status.Failure.Reason.ShouldBe("storage answered 503");
        status.LastRun!.Run.ShouldBe(run);
    }

    [Fact]
    public async Task Read_NewestEntryAltered_LedgerBrokenAndNamed()
    {
        var options = azurite.Options();
        await RunAsync(options);
        var entry = new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.ContainerPrefix + "ledger").GetBlobClient("0000000000000001.json");
        var text = (await entry.DownloadContentAsync()).Value.Content.ToString();
        await entry.UploadAsync(BinaryData.FromString(text.Replace(Submissions[0].Site, "another-site", StringComparison.Ordinal)), overwrite: true);

        var status = await ReadAsync(options);

        status.State.ShouldBe("ledger-broken");
        status.Ledger.Problem!.ShouldContain("Ledger entry 1");
    }

    private async Task<StatusDocument> ReadAsync(StorageOptions options)
    {
        var storage = Open(options);
        return await new PipelineStatus(
            storage, new LedgerSeal(storage, RunParts.Signing, clock), new RunCatalogue(storage), new RunSchedule("0 */15 * * * *"), clock).ReadAsync(default);
    }

    private async Task<string> RunAsync(StorageOptions options)
    {
        await AcceptAsync(options);
        return (await RunParts.Pipeline(Open(options), RunToBeKilled.Protocol, clock).RunAsync(default)).RunId!;
    }

    private async Task AcceptAsync(StorageOptions options)
    {
        foreach (var submission in Submissions)
            await Open(options).Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow());
    }

    private PipelineStorage Open(StorageOptions options) => PipelineStorage.Open(options, clock);
}
