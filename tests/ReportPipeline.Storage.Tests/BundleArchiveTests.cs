using System.Text;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Tests;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage.Tests;

[Collection(AzuriteTests.Name)]
public sealed class BundleArchiveTests(AzuriteFixture azurite)
{
    private static readonly SiteId North = new("north");
    private static readonly SiteId South = new("south");
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Bundle = "{\"resourceType\":\"Bundle\"}"u8.ToArray();

    [Fact]
    public async Task AcceptAsync_NewBundle_KeepsBytesMarkerAndReceipt()
    {
        var bundles = azurite.Open(new FakeTimeProvider(Noon)).Bundles;

        var receipt = await bundles.AcceptAsync(North, Bundle, Noon);

        // printf '{"resourceType":"Bundle"}' | sha256sum
        receipt.BundleHash.ShouldBe("397c79e6ce479194f75f390584db99271bf14440c24cb11200db8694f4e9f254");
        (await bundles.ReadAsync(North, receipt.BundleHash)).ShouldBe(Bundle);
        (await bundles.FindReceiptAsync(North, receipt.Id)).ShouldBe(receipt);
        var arrival = (await ListAsync(bundles, null)).ShouldHaveSingleItem();
        arrival.MarkedAt.ShouldNotBeNull("storage says in a listing when it created the marker");
        (arrival with { MarkedAt = null }).ShouldBe(new Arrival(North, receipt.BundleHash, Noon, receipt.ArrivalMarker));
        arrival.Marker.ShouldStartWith("2026/03/14/12/00/000000000-");
    }

    [Fact]
    public async Task AcceptAsync_SameBytesLater_FirstReceiptAndOneMarker()
    {
        var bundles = azurite.Open(new FakeTimeProvider(Noon)).Bundles;
        var first = await bundles.AcceptAsync(North, Bundle, Noon);

        var again = await bundles.AcceptAsync(North, Bundle, Noon.AddDays(3));

        again.ShouldBe(first);
        (await ListAsync(bundles, null)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task AcceptAsync_FiftyAtOnceWithClocksFiveMinutesApart_OneBundleFiftyEqualReceipts()
    {
        var bundles = azurite.Open(new FakeTimeProvider(Noon)).Bundles;

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(index => bundles.AcceptAsync(North, Bundle, Noon.AddMinutes(index % 2 * 5).AddTicks(index))));

        receipts.Distinct().Count().ShouldBe(1);
        (await ListAsync(bundles, null)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task AcceptAsync_SameBytesFromTwoSites_TwoReceiptsAndNeitherReadsTheOther()
    {
        var bundles = azurite.Open(new FakeTimeProvider(Noon)).Bundles;

        var north = await bundles.AcceptAsync(North, Bundle, Noon);

        (await bundles.ReadAsync(South, north.BundleHash)).ShouldBeNull();
        (await bundles.FindReceiptAsync(South, north.Id)).ShouldBeNull();
        var south = await bundles.AcceptAsync(South, Bundle, Noon);
        south.Id.ShouldNotBe(north.Id);
        (await bundles.FindReceiptAsync(South, north.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task FindReceiptAsync_ContentWithoutMarker_NoneUntilSentAgain()
    {
        var interrupted = InterruptedAfterContent();
        var receiptId = ReceiptId.Of(North, BundleArchive.HashOf(Bundle));
        (await interrupted.FindReceiptAsync(North, receiptId)).ShouldBeNull();

        var receipt = await interrupted.AcceptAsync(North, Bundle, Noon.AddMinutes(1));

        receipt.ReceivedAt.ShouldBe(Noon);
        (await interrupted.FindReceiptAsync(North, receiptId)).ShouldBe(receipt);
    }

    [Fact]
    public async Task ListArrivalsAsync_MarkerMadeDaysLate_IsSeenByTheNextRunAllTheSame()
    {
        var clock = new FakeTimeProvider(Noon);
        var bundles = InterruptedAfterContent(clock);
        clock.Advance(TimeSpan.FromDays(3));

        var receipt = await bundles.AcceptAsync(North, Bundle, clock.GetUtcNow());

        receipt.ReceivedAt.ShouldBe(Noon);
        var listed = (await ListAsync(bundles, Noon.AddDays(3))).ShouldHaveSingleItem();
        listed.BundleHash.ShouldBe(receipt.BundleHash);
        listed.ReceivedAt.ShouldBe(Noon);
    }

    /// <summary>Runs list by storage's clock: what an instance hours behind it accepts must not lie before their listing.</summary>
    [Fact]
    public async Task ListArrivalsAsync_InstanceHoursBehindStorage_IsSeenByTheNextRunAllTheSame()
    {
        var present = TimeProvider.System.GetUtcNow();
        var clock = new FakeTimeProvider(present.AddHours(-3));
        var bundles = azurite.Open(clock).Bundles;

        var receipt = await bundles.AcceptAsync(North, Bundle, clock.GetUtcNow());

        var listed = (await ListAsync(bundles, present)).ShouldHaveSingleItem();
        (listed.BundleHash, listed.ReceivedAt).ShouldBe((receipt.BundleHash, present.AddHours(-3)));
        // The same once more, and by an instance that is on time: nothing is added.
        (await bundles.AcceptAsync(North, Bundle, present)).ShouldBe(receipt);
        (await ListAsync(bundles, null)).Select(arrival => arrival.BundleHash).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ListArrivalsAsync_PreviousRun_StartsOneGraceWindowEarlier()
    {
        var clock = new FakeTimeProvider(Noon);
        var bundles = azurite.Open(clock).Bundles;
        foreach (var time in new[] { Noon.AddYears(-1), Noon.AddDays(-40), Noon.AddHours(-1).AddTicks(-1), Noon.AddHours(-1), Noon, Noon.AddMonths(11) })
        {
            clock.AdjustTime(time);
            await bundles.AcceptAsync(North, Encoding.UTF8.GetBytes($"{time:O}"), time);
        }

        var listed = await ListAsync(bundles, Noon);

        listed.Select(arrival => arrival.ReceivedAt).ShouldBe([Noon.AddHours(-1), Noon, Noon.AddMonths(11)]);
    }

    [Fact]
    public async Task ListArrivalsAsync_EmptyStorage_Nothing() =>
        (await ListAsync(azurite.Open().Bundles, Noon)).ShouldBeEmpty();

    private static async Task<IReadOnlyList<Arrival>> ListAsync(BundleArchive bundles, DateTimeOffset? previousRun)
    {
        var listed = new List<Arrival>();
        await foreach (var arrival in bundles.ListArrivalsAsync(previousRun))
            listed.Add(arrival);
        return listed;
    }

    /// <summary>An archive whose process was cut between the content blob and its marker.</summary>
    private BundleArchive InterruptedAfterContent(FakeTimeProvider? clock = null)
    {
        var options = azurite.Options();
        var hash = BundleArchive.HashOf(Bundle);
        var container = new Azure.Storage.Blobs.BlobContainerClient(options.ConnectionString, options.ContainerPrefix + "bundles");
        container.Create();
        container.GetBlobClient($"north/{hash}").Upload(BinaryData.FromBytes(Bundle), new Azure.Storage.Blobs.Models.BlobUploadOptions
        {
            Metadata = new Dictionary<string, string>
            {
                ["receivedat"] = "20260314T1200000000000Z",
                ["arrivalmarker"] = $"2026/03/14/12/00/000000000-20260314T1200000000000Z-{hash}-north",
            },
        });
        return PipelineStorage.Open(options, clock ?? new FakeTimeProvider(Noon)).Bundles;
    }
}
