using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>Finds what is stored and in no entry: either it waits for the next run, or it was put there by another way.</summary>
internal static class InsertionCheck
{
    /// <returns>How much waits for the next run.</returns>
    public static async Task<long> FindAsync(CheckScope scope, Chain chain, SealedItems items, TrailReading waiting) =>
        await FindBundlesAsync(scope, chain, items) + await FindDocumentsAsync(scope, items, waiting);

    /// <returns>How many lines of the audit trail wait for the next run, and what they say.</returns>
    public static async Task<(long Count, TrailReading Lines)> FindAuditEntriesAsync(CheckScope scope, Chain chain, SealedItems items)
    {
        var (waiting, lines) = (0L, new TrailReading());
        await foreach (var entry in scope.Storage.Audit.ListAsync(null, scope.Cancellation))
        {
            if (items.Records.ContainsKey($"audit/{entry.Name}"))
                continue;
            if (entry.Sha256.Length == 0 || entry.At < chain.SealedBefore)
                scope.Findings.Add($"audit/{entry.Name} is in no entry: it was inserted, or its entry was taken out.");
            else
                waiting++;
            if (entry.Sha256.Length > 0 && await scope.Storage.ReadStoredAsync($"audit/{entry.Name}", scope.Cancellation) is { } bytes)
                Read(scope, entry, bytes, lines);
        }

        return (waiting, lines);
    }

    private static void Read(CheckScope scope, AuditEntryName entry, byte[] bytes, TrailReading lines)
    {
        // Nothing is believed of a line that is not what its name says.
        if (BundleArchive.HashOf(bytes) != entry.Sha256)
            scope.Findings.Add($"audit/{entry.Name} has other bytes than its name says.");
        else if (!lines.TryAdd(bytes))
            scope.Findings.Add($"audit/{entry.Name} was inserted: it is no line of the trail.");
    }

    private static async Task<long> FindBundlesAsync(CheckScope scope, Chain chain, SealedItems items)
    {
        var arrived = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var arrival in scope.Storage.Bundles.ListArrivalsAsync(chain.Entries.LastOrDefault()?.SealedAt, scope.Cancellation))
            arrived.Add($"{arrival.Site}/{arrival.BundleHash}");
        var waiting = 0L;
        await foreach (var name in scope.Storage.Bundles.ListNamesAsync(scope.Cancellation))
        {
            if (name.Split('/') is not [var site, { Length: 64 } hash] || !SiteId.IsValid(site))
                scope.Findings.Add($"bundles/{name} was inserted: it is no bundle.");
            else if (!items.Bundles.ContainsKey((site, hash)))
                waiting += await JudgeAsync(scope, new SiteId(site), hash, arrived.Contains(name)) ? 1 : 0;
        }

        return waiting;
    }

    /// <returns>True when the bundle waits for the next run.</returns>
    private static async Task<bool> JudgeAsync(CheckScope scope, SiteId site, string hash, bool hasArrived)
    {
        try
        {
            await scope.Storage.Bundles.ReadAsync(site, hash, scope.Cancellation);
        }
        catch (StoredBytesDifferException)
        {
            scope.Findings.Add($"bundles/{site}/{hash} has other bytes than its name says.");
        }

        if (!hasArrived && await scope.Storage.Bundles.FindNotesAsync(site, hash, scope.Cancellation) is { IsMarked: true })
            scope.Findings.Add($"bundles/{site}/{hash} has an arrival marker and is in no entry: it was inserted, or its entry was taken out.");
        else if (!hasArrived)
            scope.Remarks.Add($"bundles/{site}/{hash} was never acknowledged and is never read: the rest of a request that was cut, or put there.");
        return hasArrived;
    }

    /// <summary>Nothing is put into a folder after its run was recorded, but acts.</summary>
    private static async Task<long> FindDocumentsAsync(CheckScope scope, SealedItems items, TrailReading waiting)
    {
        var recorded = items.Records.Keys.Where(name => !IsAct(name)).Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        var (waits, unended) = (0L, new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var container in new[] { "reports", "results", "snapshots", "ledger" })
        {
            await foreach (var blob in scope.Storage.ListStoredAsync(container, scope.Cancellation))
            {
                var name = $"{container}/{blob}";
                if (items.Records.ContainsKey(name) || (container == "snapshots" && CacheNames.IsCache(blob)) || (container == "ledger" && !IsConfiguration(name)))
                    continue;
                if (waiting.Names(name))
                    waits++;
                else if (IsAct(name) || IsCompletionMark(name) || recorded.Contains(FolderOf(name)))
                    scope.Findings.Add($"{name} is in no entry: it was inserted, or its entry was taken out.");
                else
                    unended[FolderOf(name)] = unended.GetValueOrDefault(FolderOf(name)) + 1;
            }
        }

        foreach (var (folder, files) in unended)
            scope.Remarks.Add($"{folder} holds {files} files of a run that was cut or has not ended, or put there; nobody is shown them.");
        return waits;
    }

    public static bool IsAct(string name) => name.StartsWith("reports/", StringComparison.Ordinal) && name.Contains("/acts/", StringComparison.Ordinal);

    private static bool IsConfiguration(string name) => name.StartsWith("ledger/configuration/", StringComparison.Ordinal);

    /// <summary>Makes a run's documents to be seen.</summary>
    public static bool IsCompletionMark(string name) => name.StartsWith("results/", StringComparison.Ordinal) && name.EndsWith("/complete", StringComparison.Ordinal);

    /// <summary>Container and first folder.</summary>
    private static string FolderOf(string name) => string.Join('/', name.Split('/').Take(2));
}
