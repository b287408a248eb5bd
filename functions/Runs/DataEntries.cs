using System.Collections.Concurrent;
using ReportPipeline.Custody;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Finds the ledger entries that hold bundles: an analysis rests on the newest of them, whatever audit entries, acts and
/// documents have been sealed after it.
/// </summary>
public sealed class DataEntries(PipelineStorage storage)
{
    // Entry without bundles → newest entry with bundles below it, 0 for none. Entries never change.
    private readonly ConcurrentDictionary<long, long> below = new();

    // Reading an entry recomputes its tree, which for an entry with a trial's every bundle takes half a second.
    private LedgerEntry? last;

    /// <summary>The newest entry with bundles at or below the number; null when there is none.</summary>
    public async Task<LedgerEntry?> FindAsync(long number, CancellationToken cancellation)
    {
        var passed = new List<long>();
        LedgerEntry? found = null;
        for (var at = number; at > 0 && found is null; at = below.TryGetValue(at, out var known) ? known : at - 1)
        {
            if (below.ContainsKey(at))
                continue;
            var entry = last is { } kept && kept.Number == at ? kept : LedgerEntry.Read(await storage.Ledger.ReadAsync(at, cancellation) ?? []);
            if (entry.Bundles.IsEmpty)
                passed.Add(at);
            else
                found = entry;
        }

        foreach (var without in passed)
            below[without] = found?.Number ?? 0;
        last = found ?? last;
        return found;
    }
}
