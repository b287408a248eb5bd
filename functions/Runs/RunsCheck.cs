using System.Text.Json;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Compares every complete run with the ledger entry that it names: a chain that was cut short, or written anew from some entry
/// on, no longer has the heads that reports were made from. Runs that were complete and no longer are, are told.
/// </summary>
internal static class RunsCheck
{
    public static async Task CompareAsync(CheckScope scope, Chain chain, SealedItems items, IReadOnlyList<TrailReading> trails)
    {
        var completed = trails.SelectMany(trail => trail.CompletedRuns).Select(run => $"results/{RunCatalogue.MarkNameOf(run)}").ToHashSet(StringComparer.Ordinal);
        var missing = items.Records.Keys.Where(InsertionCheck.IsCompletionMark).Concat(completed).ToHashSet(StringComparer.Ordinal);
        var heads = chain.Entries.ToLookup(entry => entry.Number, entry => entry.Head);
        await foreach (var name in scope.Storage.Results.ListAsync(cancellation: scope.Cancellation))
        {
            if (!InsertionCheck.IsCompletionMark($"results/{name}"))
                continue;
            missing.Remove($"results/{name}");
            if (Read(await scope.Storage.Results.ReadAsync(name, scope.Cancellation)) is not { } run)
                scope.Findings.Add($"results/{name} does not say which run it completes: it was altered or inserted.");
            else if (!heads[run.LedgerSequence].Contains(run.LedgerHead))
                scope.Findings.Add($"Run {run.RunId} was made from ledger entry {run.LedgerSequence} with the head {run.LedgerHead}, which the ledger does not hold.");
        }

        foreach (var mark in missing.Order(StringComparer.Ordinal))
            TellMissing(scope, mark, completed.Contains(mark));
    }

    // Line, mark, second line: a run that was cut before its mark, and overtaken by new bundles, never gets one.
    private static void TellMissing(CheckScope scope, string mark, bool wasComplete)
    {
        if (wasComplete)
            scope.Findings.Add($"{mark} is missing: the run was complete, and the mark was removed to hide it.");
        else
            scope.Remarks.Add($"{mark} is missing: the run was cut just before its end and nobody saw its report, or the mark was removed to hide it.");
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
