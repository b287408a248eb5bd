using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody;
using ReportPipeline.Functions.Runs;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Runs;

/// <summary>Runs over a real Azurite, with a clock of the test's own: what is sealed, what is repeated, what is found.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class RunPipelineTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ProtocolReading Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    private static readonly IReadOnlyList<BundleSubmission> Submissions = new BundleWriter(Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(6));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task RunAsync_NothingAccepted_SaysSo() =>
        (await Pipeline(azurite.Open(clock)).RunAsync(default)).RunId.ShouldBeNull();

    [Fact]
    public async Task RunAsync_LaterRunsWithoutNewBundles_SealWhatTheFirstMadeAndThenNothing()
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions.Take(5));

        var first = await Pipeline(storage).RunAsync(default);
        clock.Advance(TimeSpan.FromMinutes(15));
        var second = await Pipeline(storage).RunAsync(default);

        first.Completed.ShouldBeTrue();
        second.Completed.ShouldBeFalse();
        second.RunId.ShouldBe(first.RunId);
        (await Pipeline(storage).RunAsync(default)).RunId.ShouldBe(first.RunId);
        (await storage.Ledger.FindHeadAsync()).ShouldBe(2);
        var records = (await EntryAsync(storage, 2)).Records;
        // Two lines of the audit trail: the run, and that its mark of completion is stored.
        records.Count(record => record.Kind == SealedRecord.Audit).ShouldBe(2);
        records.ShouldContain(record => record.Kind == SealedRecord.Document && record.Name == $"reports/{first.RunId}/closed.en.docx");
        records.ShouldContain(record => record.Kind == SealedRecord.Document && record.Name == $"results/{first.RunId}/results.json");
    }

    [Fact]
    public async Task RunAsync_LaterBundles_AreSealedInTheNextEntryOnce()
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions.Take(5));
        await Pipeline(storage).RunAsync(default);
        clock.Advance(TimeSpan.FromMinutes(15));
        await AcceptAsync(storage, Submissions.Take(8));

        await Pipeline(storage).RunAsync(default);

        var (one, two) = (await EntryAsync(storage, 1), await EntryAsync(storage, 2));
        one.Bundles.Length.ShouldBe(5);
        two.Bundles.Length.ShouldBe(3);
        two.PreviousHead.ShouldBe(one.Head);
    }

    [Fact]
    public async Task RunAsync_TwoRunsAtOnce_SealEveryBundleOnceAndAgreeOnTheRun()
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions.Take(5));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Pipeline(storage).RunAsync(default)));

        outcomes.Select(outcome => outcome.RunId).Distinct().ShouldHaveSingleItem();
        (await EntryAsync(storage, 1)).Bundles.Length.ShouldBe(5);
        (await storage.Ledger.FindHeadAsync()).ShouldBe(1);
    }

    // A run that was cut after any stage leaves some artefacts; the next makes the rest, byte for byte as an undisturbed one.
    [Fact]
    public async Task RunAsync_CutAtAnyWrite_TheNextRunGivesTheSameArtefacts()
    {
        var undisturbed = await WrittenByAsync(async storage => await Pipeline(storage).RunAsync(default));
        foreach (var milliseconds in new[] { 5, 40, 120, 300, 700 })
        {
            var written = await WrittenByAsync(async storage =>
            {
                using var cut = new CancellationTokenSource(milliseconds);
                try
                {
                    await Pipeline(storage).RunAsync(cut.Token);
                }
                catch (OperationCanceledException)
                {
                }

                await Pipeline(storage).RunAsync(default);
            });
            written.ShouldBe(undisturbed);
        }
    }

    // A hospital whose marker comes an hour's grace late, from a clock five minutes behind, is sealed by the next run.
    [Fact]
    public async Task RunAsync_ArrivalOlderThanTheLastRun_IsStillSealed()
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions.Take(2));
        await Pipeline(storage).RunAsync(default);
        var behind = Submissions[4];
        await storage.Bundles.AcceptAsync(new SiteId(behind.Site), behind.Content, clock.GetUtcNow().AddMinutes(-5));

        await Pipeline(storage).RunAsync(default);

        (await EntryAsync(storage, 2)).Bundles.ShouldHaveSingleItem().BundleHash.ShouldBe(BundleArchive.HashOf(behind.Content));
    }

    // The instance that seals first is seven hours ahead; what right clocks receive afterwards is sealed all the same, and once.
    [Theory]
    [InlineData(7)]
    [InlineData(-7)]
    public async Task SealAsync_SealersClockIsHoursWrong_LaterArrivalsAreSealedOnce(int hours)
    {
        var right = TimeProvider.System;
        var storage = azurite.Open(right);
        var wrong = new LedgerSeal(storage, RunParts.Signing, new FakeTimeProvider(right.GetUtcNow().AddHours(hours)));
        foreach (var (submission, number) in Submissions.Take(4).Select((submission, number) => (submission, number)))
        {
            await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, right.GetUtcNow());
            (await (number % 2 == 0 ? wrong : new LedgerSeal(storage, RunParts.Signing, right)).SealAsync(default)).NewlySealed.ShouldBe(1);
        }

        (await wrong.SealAsync(default)).NewlySealed.ShouldBe(0);
        (await storage.Ledger.FindHeadAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task RunAsync_LedgerEntryAltered_StopsAndKeepsTheReport()
    {
        var options = azurite.Options();
        var storage = PipelineStorage.Open(options, clock);
        await AcceptAsync(storage, Submissions.Take(3));
        var first = await Pipeline(storage).RunAsync(default);
        await AcceptAsync(storage, Submissions.Skip(3).Take(1));
        await AlterFirstEntryAsync(options);

        await Should.ThrowAsync<LedgerBrokenException>(() => Pipeline(storage).RunAsync(default));

        (await storage.Results.ReadAsync($"{first.RunId}/results.json")).ShouldNotBeNull();
    }

    private async Task<List<string>> WrittenByAsync(Func<PipelineStorage, Task> work)
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions.Take(10));
        await work(storage);
        return await MadeByRuns.ListAsync(storage);
    }

    private async Task AlterFirstEntryAsync(StorageOptions options)
    {
        var container = new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.ContainerPrefix + "ledger");
        await foreach (var blob in container.GetBlobsAsync())
        {
            var client = container.GetBlobClient(blob.Name);
            var text = (await client.DownloadContentAsync()).Value.Content.ToString();
            await client.UploadAsync(BinaryData.FromString(text.Replace("\"site\"", "\"Site\"").Replace(Submissions[0].Site, "another-site")), overwrite: true);
            return;
        }
    }

    private async Task AcceptAsync(PipelineStorage storage, IEnumerable<BundleSubmission> submissions)
    {
        foreach (var submission in submissions)
        {
            await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow());
        }
    }

    private static async Task<LedgerEntry> EntryAsync(PipelineStorage storage, long number) => LedgerEntry.Read((await storage.Ledger.ReadAsync(number))!);

    private RunPipeline Pipeline(PipelineStorage storage) => RunParts.Pipeline(storage, Protocol, clock);
}
