using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Compares every complete run with the ledger entry that it names: a chain that was cut short, or written anew from some entry
/// on, no longer has the heads that reports were made from.
/// </summary>
internal static class RunsCheck
{
    public static async Task CompareAsync(PipelineStorage storage, Chain chain, List<string> findings, CancellationToken cancellation)
    {
        var heads = chain.Entries.ToLookup(entry => entry.Number, entry => entry.Head);
        foreach (var run in await new RunCatalogue(storage).ListAsync(cancellation))
        {
            if (!heads[run.LedgerSequence].Contains(run.LedgerHead))
                findings.Add($"Run {run.RunId} was made from ledger entry {run.LedgerSequence} with the head {run.LedgerHead}, which the ledger does not hold.");
        }
    }
}
