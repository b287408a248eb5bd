using ReportPipeline.Custody;

namespace ReportPipeline.Functions.Runs;

/// <summary>Follows the ledger from its first entry to a head and collects what a run reads: facts of bundles, and the acts sealed beside them.</summary>
internal static class HistoryReader
{
    /// <param name="readFacts">Gives the facts of an entry that holds bundles.</param>
    /// <exception cref="LedgerBrokenException">An entry is missing, or does not follow from the one before.</exception>
    public static async Task<RunHistory> ReadAsync(
        LedgerSeal ledger, LedgerEntry head, Func<LedgerEntry, CancellationToken, Task<FactsOfEntry>> readFacts, CancellationToken cancellation)
    {
        var history = RunHistory.Empty;
        var previous = LedgerEntry.NoPreviousHead;
        for (var number = 1L; number <= head.Number; number++)
        {
            var entry = number == head.Number ? head : await ledger.ReadAsync(number, cancellation);
            if (entry.PreviousHead != previous)
            {
                throw new LedgerBrokenException($"Ledger entry {number} does not follow from entry {number - 1}.");
            }

            previous = entry.Head;
            history = history.With(entry, entry.Bundles.IsEmpty ? FactsOfEntry.Empty : await readFacts(entry, cancellation));
        }

        return history;
    }
}
