using Azure.Storage.Blobs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Tests.Receiving;

/// <summary>One bundle stays one bundle, whichever instance takes it and whatever their clocks say.</summary>
[Collection(ReceivingTests.Name)]
public sealed class TwoInstancesTests(ReceivingApps apps)
{
    [Fact]
    public async Task Post_FiftyTimesAtOnce_OneBundleOneSealedEntryFiftyEqualAnswers()
    {
        var body = ReceivingApps.Collection("fifty-at-once");
        var hash = BundleArchive.HashOf(body);
        using var punctual = apps.Client(apps.Punctual);
        using var fast = apps.Client(apps.FastClock);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => ReceivingApps.PostAsync(index % 2 == 0 ? punctual : fast, body)));

        answers.ShouldAllBe(answer => (int)answer.StatusCode == 200);
        answers.Select(ReceivingApps.ReceiptOf).Distinct().ShouldHaveSingleItem();
        (await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct().ShouldHaveSingleItem();
        (await StoredAsync("", hash)).ShouldBe(body);
        (await MarkersAsync("", hash)).Count.ShouldBe(1);

        // Both instances' timers at once: only one of them may seal it, and later runs must not seal it again.
        await Task.WhenAll(ReceivingApps.RunAsync(apps.Punctual), ReceivingApps.RunAsync(apps.FastClock));
        await ReceivingApps.PostAsync(punctual, ReceivingApps.Collection("after-fifty"));
        await ReceivingApps.RunAsync(apps.FastClock);
        (await apps.SealedAsync()).Count(sealedHash => sealedHash == hash).ShouldBe(1);
    }

    /// <summary>
    /// A marker is on its way while a run by the instance with the fast clock seals everything else, and lands after it
    /// under its old name.
    /// </summary>
    [Fact]
    public async Task Run_MarkerLandsAfterAWholeRun_SealedOnceByTheNext()
    {
        const string prefix = "late-marker-";
        await using var punctual = await apps.StartAsync(prefix, 0);
        await using var fast = await apps.StartAsync(prefix, 5);
        using var client = apps.Client(punctual);
        var body = ReceivingApps.Collection("delayed");
        await ReceivingApps.PostAsync(client, body);
        var marker = await TakeMarkerAwayAsync(prefix, BundleArchive.HashOf(body));
        await ReceivingApps.PostAsync(client, ReceivingApps.Collection("in-time"));
        await ReceivingApps.RunAsync(fast);
        (await apps.SealedAsync(prefix)).ShouldBe([BundleArchive.HashOf(ReceivingApps.Collection("in-time"))]);

        await Markers(prefix).UploadBlobAsync(marker.Name, marker.Content);
        await ReceivingApps.RunAsync(punctual);
        await ReceivingApps.RunAsync(fast);

        (await apps.SealedAsync(prefix)).Order(StringComparer.Ordinal).ShouldBe(
            new[] { "in-time", "delayed" }.Select(id => BundleArchive.HashOf(ReceivingApps.Collection(id))).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// The program died between bytes and marker; hours and runs later the sender repeats. The receipt is the first
    /// one's, and the bundle, whose arrival lies far before the grace window, is sealed all the same, once.
    /// </summary>
    [Fact]
    public async Task Post_RepeatedHoursAfterACutWrite_FirstReceiptAndSealedOnce()
    {
        const string prefix = "cut-write-";
        var body = ReceivingApps.Collection("cut");
        string first;
        await using (var cut = await apps.StartAsync(prefix, -300))
        {
            using var client = apps.Client(cut);
            using var answer = await ReceivingApps.PostAsync(client, body);
            first = ReceivingApps.ReceiptOf(answer);
            await TakeMarkerAwayAsync(prefix, BundleArchive.HashOf(body));
        }

        await using var later = await apps.StartAsync(prefix, -60);
        using var laterClient = apps.Client(later);
        await ReceivingApps.PostAsync(laterClient, ReceivingApps.Collection("meanwhile"));
        await ReceivingApps.RunAsync(later);
        (await laterClient.GetAsync($"/api/fhir/receipts/{first}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        await using var now = await apps.StartAsync(prefix, 0);
        using var nowClient = apps.Client(now);
        using var repeated = await ReceivingApps.PostAsync(nowClient, body);
        await ReceivingApps.RunAsync(now);
        await ReceivingApps.RunAsync(later);

        ReceivingApps.ReceiptOf(repeated).ShouldBe(first);
        (await apps.SealedAsync(prefix)).Count(hash => hash == BundleArchive.HashOf(body)).ShouldBe(1);
    }

    private BlobContainerClient Markers(string prefix) => new(apps.StorageOf(prefix).ConnectionString, prefix + "arrivals",
        new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02));

    private async Task<(string Name, BinaryData Content)> TakeMarkerAwayAsync(string prefix, string hash)
    {
        // An instance that is hours behind storage has written a second one.
        var names = (await MarkersAsync(prefix, hash)).Order(StringComparer.Ordinal).ToList();
        names.ShouldNotBeEmpty();
        var content = (await Markers(prefix).GetBlobClient(names[0]).DownloadContentAsync()).Value.Content;
        foreach (var name in names)
            await Markers(prefix).GetBlobClient(name).DeleteAsync();
        return (names[0], content);
    }

    private async Task<IReadOnlyList<string>> MarkersAsync(string prefix, string hash)
    {
        var names = new List<string>();
        await foreach (var arrival in PipelineStorage.Open(apps.StorageOf(prefix), TimeProvider.System).Bundles.ListArrivalsAsync(null))
        {
            if (arrival.BundleHash == hash)
                names.Add(arrival.Marker);
        }

        return names;
    }

    private Task<byte[]?> StoredAsync(string prefix, string hash) =>
        PipelineStorage.Open(apps.StorageOf(prefix), TimeProvider.System).Bundles.ReadAsync(new SiteId(ReceivingApps.North), hash);
}
