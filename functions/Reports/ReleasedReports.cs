using System.Text.Json;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Functions.Reports;

/// <summary>
/// Finds the report that was released last before a run. Only releases that the ledger had sealed up to the run's head count, so that
/// the same head always finds the same one.
/// </summary>
internal sealed class ReleasedReports(PipelineStorage storage)
{
    private const string Container = "reports/";

    /// <summary>What changed since then; null when nothing has been released yet.</summary>
    public async Task<ResultChanges?> CompareAsync(RunHistory history, AnalysisResults results, CancellationToken cancellation)
    {
        if (await FindAsync(history, cancellation) is not { } released)
        {
            return null;
        }

        var before = await ReadAsync(released, cancellation);
        return before is null
            ? new ResultChanges(released, results.Identity.RunId, Comparable: false, [])
            : CompareResults.Between(before, results, RecordNotes.Of(history.Facts.Facts));
    }

    private async Task<string?> FindAsync(RunHistory history, CancellationToken cancellation)
    {
        foreach (var record in history.Acts.Reverse())
        {
            var bytes = await storage.Reports.ReadAsync(record.Name[Container.Length..], cancellation);

            // An act that was announced and then lost the race for its number has other bytes under its name, or none.
            if (bytes is not null && BundleArchive.HashOf(bytes) == record.Sha256
                && SignedAct.Read(bytes).Act is { Meaning: ActMeaning.Released } act)
            {
                return act.Subject;
            }
        }

        return null;
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
