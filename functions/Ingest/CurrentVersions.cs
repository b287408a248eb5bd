using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

/// <summary>
/// Which version of a resource was received last, for senders that ask with ifMatch. Everybody else pays nothing for it: the index is
/// built when it is first asked for, from the facts that runs have kept, and then reads only what has arrived since.
/// </summary>
internal sealed class CurrentVersions(PipelineStorage storage, LedgerSeal ledger, FactArchive archive, BundleIntake intake) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, ResourceVersion> newest = new(StringComparer.Ordinal);
    private readonly HashSet<(SiteId Site, string BundleHash)> readUnsealed = [];
    private LedgerEntry? head;

    /// <summary>Version id of the resource's newest version; null when none was ever accepted.</summary>
    /// <exception cref="StorageUnavailableException">What has arrived cannot be read now.</exception>
    public async Task<string?> FindAsync(string resourceKey, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await ReadSealedAsync(cancellation);
            await ReadUnsealedAsync(cancellation);
            return newest.GetValueOrDefault(resourceKey)?.VersionId;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task ReadSealedAsync(CancellationToken cancellation)
    {
        var last = await storage.Ledger.FindHeadAsync(head?.Number ?? 0, cancellation);
        for (var number = (head?.Number ?? 0) + 1; number <= last; number++)
        {
            var entry = await ledger.ReadAsync(number, cancellation);
            Take((await archive.ReadAsync(entry, cancellation)).Versions);
            readUnsealed.ExceptWith(entry.Bundles.Select(bundle => (new SiteId(bundle.Site), bundle.BundleHash)));
            head = entry;
        }
    }

    private async Task ReadUnsealedAsync(CancellationToken cancellation)
    {
        await foreach (var arrival in storage.Bundles.ListArrivalsAsync(head?.SealedAt, cancellation))
        {
            if (readUnsealed.Contains((arrival.Site, arrival.BundleHash)) || !intake.Knows(arrival.Site))
                continue;
            if (await storage.Bundles.ReadAsync(arrival.Site, arrival.BundleHash, cancellation) is { } bytes)
                Take(ResourceVersion.Of(intake.Examine(new IntakeRequest(bytes, BundleFormats.Of(bytes), arrival.Site, arrival.ReceivedAt))));
            readUnsealed.Add((arrival.Site, arrival.BundleHash));
        }
    }

    private void Take(IEnumerable<ResourceVersion> versions)
    {
        foreach (var version in versions)
        {
            if (!newest.TryGetValue(version.Key, out var known) || version.IsLaterThan(known))
                newest[version.Key] = version;
        }
    }
}
