using System.Text.Json;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Functions.Reports;

/// <summary>
/// Finds the report that was released last before a run. Only releases that the ledger had sealed up to the run's head count, so that
/// the same head always finds the same one.
/// </summary>
internal sealed class ReleasedReports(PipelineStorage storage, LedgerSeal ledger)
{
    private const string Container = "reports/";

    /// <summary>What changed since then; null when nothing had been released before the head.</summary>
    public async Task<ResultChanges?> CompareAsync(LedgerEntry head, TrialDataset dataset, AnalysisResults results, CancellationToken cancellation)
    {
        if (await FindAsync(head, cancellation) is not { } released)
        {
            return null;
        }

        var before = await ReadAsync(released, cancellation);
        return before is null
            ? new ResultChanges(released, results.Identity.RunId, Comparable: false, [])
            : CompareResults.Between(before, results, RecordNotes.Of(dataset));
    }

    /// <summary>The run that was released last, as the ledger had sealed it at the head; null when there is none.</summary>
    public async Task<string?> FindAsync(LedgerEntry head, CancellationToken cancellation)
    {
        // Backwards: the last release is seldom far from the head.
        for (var entry = head; ; entry = await ledger.ReadAsync(entry.Number - 1, cancellation))
        {
            foreach (var record in entry.Records.Where(record => record.Kind == SealedRecord.Act).Reverse())
            {
                if (await ReleasedByAsync(record, cancellation) is { } run)
                {
                    return run;
                }
            }

            if (entry.Number == 1)
            {
                return null;
            }
        }
    }

    private async Task<string?> ReleasedByAsync(SealedRecord record, CancellationToken cancellation)
    {
        var bytes = await storage.Reports.ReadAsync(record.Name[Container.Length..], cancellation);

        // An act that was announced and then lost the race for its number has other bytes under its name, or none.
        return bytes is not null && BundleArchive.HashOf(bytes) == record.Sha256
            && SignedAct.Read(bytes).Act is { Meaning: ActMeaning.Released } act ? act.Subject : null;
    }

    private async Task<AnalysisResults?> ReadAsync(string run, CancellationToken cancellation)
    {
        try
        {
            return await storage.Results.ReadAsync($"{run}/results.json", cancellation) is { } bytes ? ResultFiles.FromJson(bytes) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
