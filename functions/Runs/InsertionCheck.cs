using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>Finds what is stored and in no entry: either it waits for the next run, or it was put there by another way.</summary>
internal static class InsertionCheck
{
    /// <returns>How much waits for the next run.</returns>
    public static async Task<long> FindAsync(
        PipelineStorage storage, Chain chain, SealedItems items, List<string> findings, CancellationToken cancellation) =>
        await FindBundlesAsync(storage, chain, items, findings, cancellation)
        + await FindAuditEntriesAsync(storage, chain, items, findings, cancellation)
        + await FindDocumentsAsync(storage, items, findings, cancellation);

    private static async Task<long> FindBundlesAsync(
        PipelineStorage storage, Chain chain, SealedItems items, List<string> findings, CancellationToken cancellation)
    {
        var arrived = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var arrival in storage.Bundles.ListArrivalsAsync(chain.Entries.LastOrDefault()?.SealedAt, cancellation))
            arrived.Add($"{arrival.Site}/{arrival.BundleHash}");
        var waiting = 0L;
        await foreach (var name in storage.Bundles.ListNamesAsync(cancellation))
        {
            var (site, hash) = (name.Split('/')[0], name.Split('/')[^1]);
            if (items.Bundles.ContainsKey((site, hash)))
                continue;
            waiting += arrived.Contains(name) ? 1 : 0;
            // Without its marker a bundle was never acknowledged and is never read: the rest of a request that was cut.
            if (!arrived.Contains(name) && SiteId.IsValid(site) && hash.Length == 64
                && await storage.Bundles.FindReceiptAsync(new SiteId(site), ReceiptId.Of(new SiteId(site), hash), cancellation) is not null)
                findings.Add($"bundles/{name} has an arrival marker and is in no entry: it was inserted, or its entry was taken out.");
        }

        return waiting;
    }

    private static async Task<long> FindAuditEntriesAsync(
        PipelineStorage storage, Chain chain, SealedItems items, List<string> findings, CancellationToken cancellation)
    {
        var waiting = 0L;
        await foreach (var entry in storage.Audit.ListAsync(null, cancellation))
        {
            if (items.Records.ContainsKey($"audit/{entry.Name}"))
                continue;
            if (entry.Sha256.Length == 0 || entry.At < chain.SealedBefore)
                findings.Add($"audit/{entry.Name} is in no entry: it was inserted, or its entry was taken out.");
            else
                waiting++;
        }

        return waiting;
    }

    /// <summary>Nothing is put into a folder after its run was recorded, but acts and the mark that the run is complete.</summary>
    private static async Task<long> FindDocumentsAsync(
        PipelineStorage storage, SealedItems items, List<string> findings, CancellationToken cancellation)
    {
        var waitingActs = await ListWaitingAsync(storage, items, cancellation);
        var recorded = items.Records.Keys.Where(name => !IsAct(name)).Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        var waiting = 0L;
        foreach (var container in new[] { "reports", "results", "snapshots", "ledger" })
        {
            await foreach (var blob in storage.ListStoredAsync(container, cancellation))
            {
                var name = $"{container}/{blob}";
                if (items.Records.ContainsKey(name))
                    continue;
                if (waitingActs.Contains(name))
                    waiting++;
                else if (IsAct(name) || (recorded.Contains(FolderOf(name)) && !IsCompletionMark(name)))
                    findings.Add($"{name} is in no entry: it was inserted, or its entry was taken out.");
            }
        }

        return waiting;
    }

    /// <summary>What audit entries vouch for that wait to be sealed themselves.</summary>
    private static async Task<HashSet<string>> ListWaitingAsync(PipelineStorage storage, SealedItems items, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in storage.Audit.ListAsync(null, cancellation))
        {
            if (entry.Sha256.Length == 0 || items.Records.ContainsKey($"audit/{entry.Name}"))
                continue;
            names.UnionWith(await ArtefactsAsync(storage, entry.Name, cancellation));
        }

        return names;
    }

    private static async Task<IEnumerable<string>> ArtefactsAsync(PipelineStorage storage, string name, CancellationToken cancellation)
    {
        try
        {
            return (await storage.Audit.ReadAsync(name, cancellation))?.Artefacts?.Select(artefact => artefact.Name) ?? [];
        }
        catch (StoredBytesDifferException)
        {
            // Told when the entry itself is compared; nothing is believed of it.
            return [];
        }
    }

    private static bool IsAct(string name) => name.StartsWith("reports/", StringComparison.Ordinal) && name.Contains("/acts/", StringComparison.Ordinal);

    private static bool IsCompletionMark(string name) => name.StartsWith("results/", StringComparison.Ordinal) && name.EndsWith("/complete", StringComparison.Ordinal);

    /// <summary>Container and first folder.</summary>
    private static string FolderOf(string name) => string.Join('/', name.Split('/').Take(2));
}
