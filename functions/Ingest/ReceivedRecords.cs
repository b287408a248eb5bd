using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Functions.Ingest;

/// <summary>
/// What was received so far, for senders that ask with ifMatch or $validate. Everybody else pays nothing for it: it is built when it is
/// first asked for, from the facts that runs have kept, and then reads only what has arrived since.
/// </summary>
internal sealed class ReceivedRecords(PipelineStorage storage, LedgerSeal ledger, FactArchive archive, BundleIntake intake) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, ResourceVersion> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FactsOfEntry> bySite = new(StringComparer.Ordinal);
    private readonly HashSet<(string Site, string BundleHash)> known = [];
    private LedgerEntry? head;

    /// <summary>Version id of the resource's newest version; null when none was ever accepted.</summary>
    /// <exception cref="StorageUnavailableException">What has arrived cannot be read now.</exception>
    public Task<string?> FindCurrentVersionAsync(string resourceKey, CancellationToken cancellation) =>
        ReadAsync(() => newest.GetValueOrDefault(resourceKey)?.VersionId, cancellation);

    /// <summary>Facts and questions of everything that one hospital has sent, sealed or not.</summary>
    /// <exception cref="StorageUnavailableException">What has arrived cannot be read now.</exception>
    public Task<FactsOfEntry> OfSiteAsync(SiteId site, CancellationToken cancellation) =>
        ReadAsync(() => bySite.GetValueOrDefault(site.Value, FactsOfEntry.Empty), cancellation);

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
            Take(await archive.ReadAsync(entry, cancellation), [.. entry.Bundles.Select(bundle => (bundle.Site, bundle.BundleHash))]);
            head = entry;
        }
    }

    // The listing begins some time before the newest seal, so much of it is known already.
    private async Task ReadUnsealedAsync(CancellationToken cancellation)
    {
        await foreach (var arrival in storage.Bundles.ListArrivalsAsync(head?.SealedAt, cancellation))
        {
            var bundle = (arrival.Site.Value, arrival.BundleHash);
            if (!intake.Knows(arrival.Site) || known.Contains(bundle))
                continue;
            var bytes = await storage.Bundles.ReadAsync(arrival.Site, arrival.BundleHash, cancellation)
                ?? throw new StorageUnavailableException("a bundle vanished");
            var read = intake.Examine(new IntakeRequest(bytes, BundleFormats.Of(bytes), arrival.Site, arrival.ReceivedAt));
            Take(new FactsOfEntry(read.Facts, read.Queries) { Versions = [.. ResourceVersion.Of(read)] }, [bundle]);
        }
    }

    private void Take(FactsOfEntry read, IReadOnlyCollection<(string Site, string BundleHash)> bundles)
    {
        var added = bundles.Where(known.Add).ToHashSet();
        foreach (var site in added.Select(bundle => bundle.Site).Distinct(StringComparer.Ordinal))
        {
            bool IsNew(SourceReference source) => source.Site == site && added.Contains((source.Site, source.BundleHash));
            var more = new FactsOfEntry([.. read.Facts.Where(fact => IsNew(fact.Source))], [.. read.Queries.Where(query => IsNew(query.Source))]);
            bySite[site] = bySite.GetValueOrDefault(site, FactsOfEntry.Empty).With(more);
        }

        foreach (var version in read.Versions)
        {
            if (!newest.TryGetValue(version.Key, out var earlier) || version.IsLaterThan(earlier))
                newest[version.Key] = version;
        }
    }
}
