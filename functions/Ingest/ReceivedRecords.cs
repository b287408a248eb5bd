using System.Collections.Concurrent;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Functions.Ingest;

/// <summary>
/// What was received so far, for senders that ask with ifMatch or $validate; everybody else pays nothing for it. What runs have read is
/// looked up in what the last of them left: ifMatch opens the register and one volume, $validate the volumes. Only bundles that no run has
/// read yet are read from their bytes, each once by an instance.
/// </summary>
internal sealed class ReceivedRecords(
    PipelineStorage storage, LedgerSeal ledger, SnapshotArchive snapshots, CasebookStore casebooks, BundleIntake intake)
{
    /// <summary>Requests to storage at a time.</summary>
    private const int AtOnce = 16;

    private readonly DataEntries dataEntries = new(storage);
    private readonly RecentlyUsed<(string Site, string Hash), FactsOfBundles> ofBundles = new(10_000);
    private readonly RecentlyUsed<string, CasebookRegister> registers = new(1);
    private readonly RecentlyUsed<string, CasebookVolume> volumes = new(256);
    private long knownHead;

    /// <summary>Version id of the resource's newest version; null when none was ever accepted. Known for the types that the trial uses.</summary>
    /// <exception cref="StorageUnavailableException">What has arrived cannot be read now.</exception>
    public async Task<string?> FindCurrentVersionAsync(ResourceIdentity resource, CancellationToken cancellation)
    {
        var (state, news) = await ReadAsync(cancellation);
        var shelved = state is null ? [] : await FindAsync(state, resource);
        return shelved.Concat(news.Facts).Select(fact => fact.Source).Where(source => source.Resource == resource)
            .OrderBy(source => source.ReceivedAt).ThenBy(source => source.BundleHash, StringComparer.Ordinal).ThenBy(source => source.EntryIndex)
            .LastOrDefault()?.VersionId;
    }

    /// <summary>Facts and questions of everything that one hospital has sent, sealed or not.</summary>
    /// <exception cref="StorageUnavailableException">What has arrived cannot be read now.</exception>
    public async Task<FactsOfBundles> OfSiteAsync(SiteId site, CancellationToken cancellation)
    {
        var (state, news) = await ReadAsync(cancellation);
        var parts = new ConcurrentBag<FactsOfBundles> { news };
        await Parallel.ForEachAsync(state?.Volumes ?? [], InParallel(cancellation), async (volume, _) =>
            parts.Add(FactsOfBundles.Of([.. (await VolumeAsync(volume)).Casebooks.Select(casebook => new FactsOfBundles(casebook.Facts, casebook.Queries))])));
        var all = FactsOfBundles.Of([.. parts]);
        return new FactsOfBundles(
            [.. all.Facts.Where(fact => fact.Source.Site == site.Value)], [.. all.Queries.Where(query => query.Source.Site == site.Value)]);
    }

    /// <summary>What the last run left, and the facts of the bundles that are not in it.</summary>
    private async Task<(CasebookState? State, FactsOfBundles News)> ReadAsync(CancellationToken cancellation)
    {
        // What waits to be sealed comes first: a run that seals between the two questions shows a bundle twice, never not at all.
        var unsealed = await ledger.FindUnsealedAsync(cancellation);
        var number = await storage.Ledger.FindHeadAsync(Volatile.Read(ref knownHead), cancellation);
        Volatile.Write(ref knownHead, number);
        var pending = await dataEntries.FindAsync(number, cancellation) is { } head
            ? await snapshots.FindPendingAsync(head, cancellation)
            : new PendingEntries(null, []);
        // What came after the protocol's data cut-off is in no state.
        var late = (pending.State?.Late ?? []).Select(bundle => new SealedBundle(bundle.Site, bundle.BundleHash, bundle.ReceivedAt));
        var unread = pending.Entries.SelectMany(entry => entry.Bundles).Concat(late).Concat(unsealed).DistinctBy(bundle => (bundle.Site, bundle.BundleHash));
        var news = new ConcurrentBag<FactsOfBundles>();
        await Parallel.ForEachAsync(unread, InParallel(cancellation), async (bundle, _) =>
            news.Add(await ofBundles.GetAsync((bundle.Site, bundle.BundleHash), () => ReadAsync(bundle))));
        return (pending.State, FactsOfBundles.Of([.. news]));
    }

    private async Task<FactsOfBundles> ReadAsync(SealedBundle bundle)
    {
        var site = new SiteId(bundle.Site);
        var bytes = await storage.Bundles.ReadAsync(site, bundle.BundleHash) ?? throw new StorageUnavailableException("a bundle vanished");
        var kept = await storage.Bundles.FindKeptAsync(site, bundle.BundleHash) ?? throw new StorageUnavailableException("a bundle vanished");
        return FactArchive.Read(intake, bundle with { RefusedEntries = kept.RefusedEntries }, bytes);
    }

    private async Task<IEnumerable<ClinicalFact>> FindAsync(CasebookState state, ResourceIdentity resource)
    {
        var register = await registers.GetAsync(string.Join(',', state.Register), () => casebooks.ReadRegisterAsync(state.Register, CancellationToken.None));
        if (register.Find(Anchor.Hash(Anchor.Of(resource))) is not { } casebook)
            return [];
        var number = CasebookVolume.NumberOf(casebook, CasebookVolume.BitsFor(state.Casebooks));
        var volume = await VolumeAsync(state.Volumes.Single(volume => volume.Number == number));
        return volume.Casebooks.Where(found => found.Id == casebook).SelectMany(found => found.Facts);
    }

    private Task<CasebookVolume> VolumeAsync(VolumeState volume) =>
        volumes.GetAsync(volume.Casebooks, () => casebooks.ReadVolumeAsync(volume, CancellationToken.None));

    private static ParallelOptions InParallel(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
}
