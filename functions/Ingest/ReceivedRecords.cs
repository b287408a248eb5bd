using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

/// <summary>
/// What was received so far, for senders that ask with ifMatch or $validate. Everybody else pays nothing for it: it is read from the kept
/// bundles when it is first asked for, some milliseconds for each of them, and then only what has arrived since.
/// </summary>
internal sealed class ReceivedRecords(PipelineStorage storage, LedgerSeal ledger, BundleIntake intake) : IDisposable
{
    private static readonly FactsOfBundles Nothing = new([], []);

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, ResourceVersion> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<SiteId, List<FactsOfBundles>> bySite = [];
    private readonly HashSet<(SiteId Site, string BundleHash)> known = [];
    private LedgerEntry? head;

    /// <summary>Version id of the resource's newest version; null when none was ever accepted.</summary>
    /// <exception cref="StorageUnavailableException">What has arrived cannot be read now.</exception>
    public Task<string?> FindCurrentVersionAsync(string resourceKey, CancellationToken cancellation) =>
        ReadAsync(() => newest.GetValueOrDefault(resourceKey)?.VersionId, cancellation);

    /// <summary>Facts and questions of everything that one hospital has sent, sealed or not.</summary>
    /// <exception cref="StorageUnavailableException">What has arrived cannot be read now.</exception>
    public Task<FactsOfBundles> OfSiteAsync(SiteId site, CancellationToken cancellation) =>
        ReadAsync(() => FactsOfBundles.Of(bySite.GetValueOrDefault(site, [Nothing])), cancellation);

    public void Dispose() => gate.Dispose();

    private async Task<T> ReadAsync<T>(Func<T> find, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await ReadSealedAsync(cancellation);
            await ReadUnsealedAsync(cancellation);
            return find();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ReadSealedAsync(CancellationToken cancellation)
    {
        var last = await storage.Ledger.FindHeadAsync(head?.Number ?? 0, cancellation);
        for (var number = (head?.Number ?? 0) + 1; number <= last; number++)
        {
            var entry = await ledger.ReadAsync(number, cancellation);
            foreach (var bundle in entry.Bundles)
                await ReadAsync(new SiteId(bundle.Site), bundle.BundleHash, bundle.ReceivedAt, cancellation);
            head = entry;
        }
    }

    // The listing begins some time before the newest seal, so much of it is known already.
    private async Task ReadUnsealedAsync(CancellationToken cancellation)
    {
        await foreach (var arrival in storage.Bundles.ListArrivalsAsync(head?.SealedAt, cancellation))
            await ReadAsync(arrival.Site, arrival.BundleHash, arrival.ReceivedAt, cancellation);
    }

    private async Task ReadAsync(SiteId site, string bundleHash, DateTimeOffset receivedAt, CancellationToken cancellation)
    {
        if (!intake.Knows(site) || known.Contains((site, bundleHash)))
            return;
        var bytes = await storage.Bundles.ReadAsync(site, bundleHash, cancellation) ?? throw new StorageUnavailableException("a bundle vanished");
        var read = intake.Examine(new IntakeRequest(bytes, BundleFormats.Of(bytes), site, receivedAt));
        if (!bySite.TryGetValue(site, out var ofSite))
            bySite[site] = ofSite = [];
        ofSite.Add(new FactsOfBundles(read.Facts, read.Queries));
        foreach (var version in ResourceVersion.Of(read))
        {
            if (!newest.TryGetValue(version.Key, out var earlier) || version.IsLaterThan(earlier))
                newest[version.Key] = version;
        }

        known.Add((site, bundleHash));
    }
}
