using System.Diagnostics;
using ReportPipeline.Custody;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using Xunit.Abstractions;

namespace ReportPipeline.Tests.Runs;

/// <summary>A run that is killed at any instant costs nothing but time: the next gives what an undisturbed one gives.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class KilledRunTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int Seed = 7;

    private static readonly int Instants = Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full" ? 100 : 4;

    private static readonly IReadOnlyList<BundleSubmission> Submissions =
        [.. new BundleWriter(RunToBeKilled.Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(6)).Take(10)];

    [Fact]
    [Trait("Category", "Soak")]
    public async Task RunAsync_KilledAtRandomInstants_TheNextRunGivesTheSameArtefacts()
    {
        var watch = Stopwatch.StartNew();
        var (undisturbed, length) = await UndisturbedAsync();
        undisturbed.ShouldNotBeEmpty();
        output.WriteLine($"an undisturbed run takes {length.TotalMilliseconds:F0} ms; budget of {Instants} instants: about {Instants * 2 * length.TotalSeconds:F0} s");

        var (random, cut) = (new Random(Seed), 0);
        for (var instant = 0; instant < Instants; instant++)
        {
            var share = random.NextDouble();
            var (wasCut, left, made) = await KilledAfterAsync(share * length);
            cut += wasCut ? 1 : 0;
            made.ShouldBe(undisturbed, $"instant {instant} of seed {Seed}: killed after {share:P0} of a run, which left {left} artefacts");
        }

        output.WriteLine($"{cut} of {Instants} runs were cut; all took {watch.Elapsed.TotalSeconds:F0} s");
        // A kill after the end would prove nothing.
        cut.ShouldBeGreaterThan(0);
    }

    private async Task<(List<string> Made, TimeSpan Length)> UndisturbedAsync()
    {
        var options = await FilledAsync();
        using var run = await RunToBeKilled.StartAsync(options);
        var watch = Stopwatch.StartNew();
        await run.FinishAsync();
        var length = watch.Elapsed;
        return (await MadeByRuns.ListAsync(Open(options)), length);
    }

    private async Task<(bool WasCut, int Left, List<string> Made)> KilledAfterAsync(TimeSpan delay)
    {
        var options = await FilledAsync();
        using var run = await RunToBeKilled.StartAsync(options);
        await Task.Delay(delay);
        var wasCut = await run.KillAsync();
        var storage = Open(options);
        var left = (await MadeByRuns.ListAsync(storage)).Count;

        await RunParts.Pipeline(storage, RunToBeKilled.Protocol, RunToBeKilled.Clock).RunAsync(default);

        (await SealedAsync(storage)).ShouldBe(Submissions.Select(submission => BundleArchive.HashOf(submission.Content)), ignoreOrder: true);
        var made = await MadeByRuns.ListAsync(storage);
        await azurite.DropAsync(options);
        return (wasCut, left, made);
    }

    private async Task<StorageOptions> FilledAsync()
    {
        var options = azurite.Options();
        foreach (var submission in Submissions)
            await Open(options).Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, RunToBeKilled.Clock.GetUtcNow());
        return options;
    }

    private static async Task<List<string>> SealedAsync(PipelineStorage storage)
    {
        var hashes = new List<string>();
        for (var number = 1L; await storage.Ledger.ReadAsync(number) is { } bytes; number++)
            hashes.AddRange(LedgerEntry.Read(bytes).Bundles.Select(bundle => bundle.BundleHash));
        return hashes;
    }

    private static PipelineStorage Open(StorageOptions options) => PipelineStorage.Open(options, RunToBeKilled.Clock);
}
