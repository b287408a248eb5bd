using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;
using Xunit.Abstractions;

namespace ReportPipeline.Tests.Runs;

/// <summary>Rule 5 of the design, in requests to storage: what a run costs follows what is new, not what there is.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class CostOfARunTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int New = 100;

    private static readonly ProtocolReading Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    // Listing and sealing, then fetching and parsing: the same within a fifth after few and after many older bundles.
    [Fact]
    [Trait("Category", "Soak")]
    public async Task SealAndRead_HundredNewBundles_TakeTheSameRequestsAfterManyOlder()
    {
        var few = await MeasureAsync(100);
        var many = await MeasureAsync(Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full" ? 6_000 : 1_500);

        output.WriteLine($"after 100: {few}; after many: {many}");
        few.Read.ShouldBeGreaterThanOrEqualTo(New);
        ((double)many.Seal / few.Seal).ShouldBeInRange(0.8, 1.2);
        ((double)many.Read / few.Read).ShouldBeInRange(0.8, 1.2);
        many.Derived.ShouldBe(New);
    }

    private async Task<Cost> MeasureAsync(int older)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var options = azurite.Options();
        var storage = PipelineStorage.Open(options, clock);
        await AcceptAsync(storage, clock, 0, older);
        clock.Advance(TimeSpan.FromHours(6));
        await RunParts.Snapshots(storage, Protocol, clock).MakeAsync((await new LedgerSeal(storage, RunParts.Signing, clock).SealAsync(default)).Newest!, default);
        clock.Advance(TimeSpan.FromHours(18));
        await AcceptAsync(storage, clock, older, New);
        using var requests = new RoundTrips(options.ContainerPrefix);
        var head = (await new LedgerSeal(storage, RunParts.Signing, clock).SealAsync(default)).Newest!;
        var seal = requests.Take();
        await RunParts.Facts(storage, Protocol, clock).ReadFactsAsync(head, head.Bundles, default);
        var read = requests.Take();
        var snapshot = await RunParts.Snapshots(storage, Protocol, clock).MakeAsync(head, default);
        return new Cost(seal, read, requests.Take(), snapshot.Derived);
    }

    // One new subject a bundle.
    private static Task AcceptAsync(PipelineStorage storage, TimeProvider clock, int first, int count) => Parallel.ForEachAsync(
        Enumerable.Range(first, count),
        new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (number, _) => await storage.Bundles.AcceptAsync(new SiteId(Protocol.Protocol!.Sites[0].Id), Bundle(number), clock.GetUtcNow()));

    private static byte[] Bundle(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$$"""
        {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:00000000-0000-4000-8000-{{{number:D12}}}","resource":{"resourceType":"Patient","gender":"male",
        "identifier":[{"system":"{{{Protocol.Protocol!.SubjectIdentifierSystem}}}","value":"RM-{{{number + 1:D6}}}"}]}}]}
        """));

    /// <param name="Seal">Requests of listing and sealing.</param>
    /// <param name="Read">Requests of fetching and parsing.</param>
    /// <param name="Make">Requests of deriving and storing the snapshot, and of reading what did not change.</param>
    /// <param name="Derived">Subjects derived.</param>
    private sealed record Cost(int Seal, int Read, int Make, int Derived);
}
