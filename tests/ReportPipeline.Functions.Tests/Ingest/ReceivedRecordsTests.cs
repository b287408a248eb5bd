using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Storage;
using ReportPipeline.Tests;
using ReportPipeline.Tests.Runs;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;
using Xunit.Abstractions;

namespace ReportPipeline.Functions.Tests.Ingest;

/// <summary>What ifMatch and $validate ask of what was received before, and what it costs: rule 5 of the design, in requests to storage.</summary>
[Collection(AzuriteTests.Name)]
public sealed class ReceivedRecordsTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static readonly ProtocolReading Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));
    private static readonly SiteId Site = new(AppFixture.North);
    private static readonly SigningKey Key = SigningKey.Create();

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly BundleIntake intake = new(Protocol.Protocol!, new PseudonymKey(new byte[32]));
    private readonly RunSettings settings = RunSettings.Of(Protocol, new PseudonymKey(new byte[32]));

    /// <summary>A new instance that is asked for the first time, after few and after many bundles that a run has read.</summary>
    [Fact]
    public async Task FindCurrentVersion_FirstQuestionAfterFewAndMany_SameRequests()
    {
        var (few, many) = (await MeasureAsync(20), await MeasureAsync(300));

        output.WriteLine($"after 20: {few}; after 300: {many}");
        many.ShouldBe(few);
    }

    [Fact]
    public async Task FindCurrentVersion_ReadByARunSealedOrOnlyArrived_IsTheNewest()
    {
        var storage = azurite.Open(clock);
        var (first, second, third) = (await AcceptAsync(storage, 1, "male"), "", "");
        await RunAsync(storage);
        (await CurrentAsync(storage, first)).ShouldBe(first.VersionId);
        second = (await AcceptAsync(storage, 1, "female")).VersionId;
        (await CurrentAsync(storage, first)).ShouldBe(second);
        await new LedgerSeal(storage, Key, clock).SealAsync(default);
        (await CurrentAsync(storage, first)).ShouldBe(second);
        third = (await AcceptAsync(storage, 1, "unknown")).VersionId;
        await RunAsync(storage);
        (await CurrentAsync(storage, first)).ShouldBe(third);

        (await CurrentAsync(storage, await AcceptAsync(azurite.Open(clock), 2, "male"))).ShouldBeNull();
    }

    [Fact]
    public async Task OfSite_RefusedEntriesAndOtherSites_AreNotInIt()
    {
        var storage = azurite.Open(clock);
        var source = await AcceptAsync(storage, 1, "male");
        await storage.Bundles.AcceptAsync(new NewBundle(Site, Bundle(2, "male"), clock.GetUtcNow()) { RefusedEntries = "0" });

        (await Records(storage).OfSiteAsync(Site, default)).Facts.Select(fact => fact.Source).ShouldBe([source]);
        (await Records(storage).OfSiteAsync(new SiteId(AppFixture.South), default)).Facts.ShouldBeEmpty();
        await RunAsync(storage);
        (await Records(storage).OfSiteAsync(Site, default)).Facts.Select(fact => fact.Source).ShouldBe([source]);
        (await Records(storage).OfSiteAsync(new SiteId(AppFixture.South), default)).Facts.ShouldBeEmpty();
    }

    /// <summary>Refused entries are sealed with their bundle, and nobody who can write to storage can make them count.</summary>
    [Fact]
    public async Task Seal_BatchWithRefusedEntries_TheNoteIsInTheLeafAndTheEntriesGiveNoFacts()
    {
        var storage = azurite.Open(clock);
        await storage.Bundles.AcceptAsync(new NewBundle(Site, Bundle(1, "male"), clock.GetUtcNow()) { RefusedEntries = "0" });

        var ledger = new LedgerSeal(storage, Key, clock);
        var head = (await ledger.SealAsync(default)).Newest!;

        var bundle = (await ledger.ReadAsync(head.Number, default)).Bundles.ShouldHaveSingleItem();
        bundle.RefusedEntries.ShouldBe("0");
        Encoding.UTF8.GetString(bundle.ToLeaf()).ShouldBe($"bundle|{Site}|{bundle.BundleHash}|2020-06-01T00:00:00.0000000Z|0");
        var facts = await new FactArchive(storage, ledger, intake, settings.Reading).ReadFactsAsync(head, head.Bundles, default);
        (facts.Facts.Count, facts.Queries.Count).ShouldBe((0, 0));
    }

    private async Task<int> MeasureAsync(int older)
    {
        var options = azurite.Options();
        var storage = PipelineStorage.Open(options, clock);
        var source = await AcceptAsync(storage, 1, "male");
        await Parallel.ForEachAsync(Enumerable.Range(2, older), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            await storage.Bundles.AcceptAsync(Site, Bundle(number, "male"), clock.GetUtcNow()));
        await RunAsync(storage);
        clock.Advance(TimeSpan.FromDays(1));
        await AcceptAsync(storage, 900_000, "male");
        using var requests = new RoundTrips(options.ContainerPrefix);
        (await CurrentAsync(storage, source)).ShouldBe(source.VersionId);
        return requests.Take();
    }

    private Task<string?> CurrentAsync(PipelineStorage storage, SourceReference source) => Records(storage).FindCurrentVersionAsync(source.Resource, default);

    /// <summary>As a new instance has them.</summary>
    private ReceivedRecords Records(PipelineStorage storage) =>
        new(storage, new LedgerSeal(storage, Key, clock), Snapshots(storage), new CasebookStore(storage.Snapshots, settings), intake);

    private async Task RunAsync(PipelineStorage storage)
    {
        clock.Advance(TimeSpan.FromHours(1));
        await Snapshots(storage).MakeAsync((await new LedgerSeal(storage, Key, clock).SealAsync(default)).Newest!, default);
    }

    private SnapshotArchive Snapshots(PipelineStorage storage) => new(
        new FactArchive(storage, new LedgerSeal(storage, Key, clock), intake, settings.Reading), new CasebookStore(storage.Snapshots, settings), settings);

    private async Task<SourceReference> AcceptAsync(PipelineStorage storage, int number, string gender)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        var body = Bundle(number, gender);
        await storage.Bundles.AcceptAsync(Site, body, clock.GetUtcNow());
        return intake.Examine(new IntakeRequest(body, BundleFormat.Json, Site, clock.GetUtcNow())).Facts.Single().Source;
    }

    private static byte[] Bundle(int number, string gender) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$$"""
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p{{{number}}}","gender":"{{{gender}}}",
        "identifier":[{"system":"{{{Protocol.Protocol!.SubjectIdentifierSystem}}}","value":"RM-{{{number:D6}}}"}]}}]}
        """));
}
