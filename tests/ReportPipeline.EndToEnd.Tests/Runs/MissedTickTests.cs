using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Runs;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Tests.Runs;

/// <summary>A tick that was missed and is made up for, alone and at the same time as the next one.</summary>
[Collection(AzuriteTests.Name)]
public sealed class MissedTickTests(AzuriteFixture azurite)
{
    private static readonly IReadOnlyList<BundleSubmission> Submissions =
        [.. new BundleWriter(RunToBeKilled.Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(2)).Take(2)];

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task RunAsync_MissedTickAfterARun_FindsNothingNewAndSaysThatItWasMissed()
    {
        var storage = await FilledAsync();
        await Tick(storage, isPastDue: false);

        var missed = await Tick(storage, isPastDue: true);

        missed[0].ShouldBe("A missed tick was made up for.");
        missed[1].ShouldStartWith("Nothing new since ledger entry 1");
        (await RunsAsync(storage)).ShouldBe(1);
    }

    // Of the two that come at once, one works; the other says that it is under way or finds nothing new.
    [Fact]
    public async Task RunAsync_MissedTickAndTheNextAtOnce_DoOneRun()
    {
        var storage = await FilledAsync();

        await Task.WhenAll(Tick(storage, isPastDue: true), Tick(storage, isPastDue: false));

        (await RunsAsync(storage)).ShouldBe(1);
        (await storage.Ledger.ReadAsync(1)).ShouldNotBeNull();
        Custody.LedgerEntry.Read((await storage.Ledger.ReadAsync(1))!).Bundles.Length.ShouldBe(Submissions.Count);
    }

    private static async Task<int> RunsAsync(PipelineStorage storage) =>
        await storage.Results.ListAsync().CountAsync(name => name.EndsWith("/complete", StringComparison.Ordinal));

    // As two programs would: each with parts of its own.
    private Task<IReadOnlyList<string>> Tick(PipelineStorage storage, bool isPastDue)
    {
        var audit = new AuditTrail(storage, clock);
        var configuration = new ConfigurationTrail(storage, audit, new Configuration(ImmutableSortedDictionary<string, string>.Empty.Add("a", "b")));
        var run = new AuditedRun(RunParts.Pipeline(storage, RunToBeKilled.Protocol, clock), configuration, audit);
        return new LeasedRun(run.RunAsync, storage.RunLease, TimeProvider.System, NullLogger<LeasedRun>.Instance).RunAsync(isPastDue, default);
    }

    private async Task<PipelineStorage> FilledAsync()
    {
        var storage = azurite.Open(clock);
        foreach (var submission in Submissions)
            await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow());
        return storage;
    }
}
