using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using Xunit.Abstractions;

namespace ReportPipeline.Tests.Runs;

/// <summary>Killing covers instants; this covers writes: each of a run's writes fails once, and the next run makes up for it.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class FailedWriteTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    // Every write in the soak, one in nine otherwise.
    private static readonly int Step = Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full" ? 1 : 9;

    private static readonly IReadOnlyList<BundleSubmission> Submissions =
        [.. new BundleWriter(RunToBeKilled.Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(3)).Take(4)];

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData(nameof(WriteFault.Refused))]
    [InlineData(nameof(WriteFault.AnswerLost))]
    public async Task RunAsync_AnyWriteFails_TheNextRunGivesTheSameArtefacts(string kind)
    {
        await using var faulty = await FaultyStorage.StartAsync(azurite.ConnectionString);
        var fault = Enum.Parse<WriteFault>(kind);
        var options = await FilledAsync();
        await RunAsync(options with { ConnectionString = faulty.ConnectionString });
        var undisturbed = await MadeByRuns.ListAsync(Open(options));
        var writes = faulty.TakeWrites();
        output.WriteLine($"{writes} writes; budget: about {4 * writes / Step} s");
        undisturbed.ShouldNotBeEmpty();
        writes.ShouldBeGreaterThan(undisturbed.Count);

        for (var failing = 1; failing <= writes; failing += Step)
        {
            options = await FilledAsync();
            faulty.Plan = (_, number) => number == failing ? fault : WriteFault.None;
            await Should.ThrowAsync<StorageUnavailableException>(() => RunAsync(options with { ConnectionString = faulty.ConnectionString }));
            faulty.TakeWrites();

            await RunAsync(options);

            (await MadeByRuns.ListAsync(Open(options))).ShouldBe(undisturbed, $"{kind} at write {failing} of {writes}");
            await azurite.DropAsync(options);
        }
    }

    private static Task RunAsync(StorageOptions options) =>
        RunParts.Pipeline(Open(options), RunToBeKilled.Protocol, RunToBeKilled.Clock).RunAsync(default);

    // Without repeats, so that one fault is enough.
    private static PipelineStorage Open(StorageOptions options) => PipelineStorage.Open(options with { Retries = 0 }, RunToBeKilled.Clock);

    private async Task<StorageOptions> FilledAsync()
    {
        var options = azurite.Options();
        foreach (var submission in Submissions)
            await Open(options).Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, RunToBeKilled.Clock.GetUtcNow());
        return options;
    }
}
