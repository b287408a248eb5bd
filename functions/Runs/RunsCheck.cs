using System.Text.Json;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Compares every complete run with the ledger entry that it names: a chain that was cut short, or written anew from some entry
/// on, no longer has the heads that reports were made from.
/// </summary>
internal static class RunsCheck
{
    public static async Task CompareAsync(CheckScope scope, Chain chain)
    {
        var heads = chain.Entries.ToLookup(entry => entry.Number, entry => entry.Head);
        await foreach (var name in scope.Storage.Results.ListAsync(cancellation: scope.Cancellation))
        {
            if (!InsertionCheck.IsCompletionMark($"results/{name}"))
                continue;
            if (Read(await scope.Storage.Results.ReadAsync(name, scope.Cancellation)) is not { } run)
                scope.Findings.Add($"results/{name} does not say which run it completes: it was altered or inserted.");
            else if (!heads[run.LedgerSequence].Contains(run.LedgerHead))
                scope.Findings.Add($"Run {run.RunId} was made from ledger entry {run.LedgerSequence} with the head {run.LedgerHead}, which the ledger does not hold.");
        }
    }

    private static RunIdentity? Read(byte[]? bytes)
    {
        try
        {
            return TrialJson.Read<RunIdentity>(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
