using ReportPipeline.Custody;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// The end of a run: a line in the audit trail says that its documents are made, with the hash of every one as storage gives it
/// back, from which the next run seals them; only then is the run complete and its documents to be seen.
/// </summary>
public sealed class RunCompletion(PipelineStorage storage, AuditTrail audit, RunCatalogue runs)
{
    /// <inheritdoc cref="RunCatalogue.FindAsync"/>
    public Task<RunIdentity?> FindAsync(string runId, CancellationToken cancellation) => runs.FindAsync(runId, cancellation);

    public async Task CompleteAsync(RunIdentity run, CancellationToken cancellation)
    {
        await RecordAsync(run, cancellation);
        await runs.CompleteAsync(run, cancellation);
    }

    private async Task RecordAsync(RunIdentity run, CancellationToken cancellation)
    {
        var artefacts = new List<AuditedArtefact>();
        await AddAsync("reports", storage.Reports, $"{run.RunId}/");
        await AddAsync("results", storage.Results, $"{run.RunId}/");
        await AddAsync("snapshots", storage.Snapshots, $"{run.SnapshotId}/");
        await audit.RecordAsync(
            new AuditEvent(null, AuditAction.Run, AuditOutcome.Done, run.RunId)
            {
                Reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ledger entry {run.LedgerSequence}; {RunTimes.Write(RunStage.Taken)}"),
                Artefacts = artefacts,
            },
            cancellation);

        async Task AddAsync(string container, ArtefactStore store, string folder)
        {
            await foreach (var name in store.ListAsync(folder, cancellation))
            {
                var bytes = await store.ReadAsync(name, cancellation) ?? throw new StorageUnavailableException("an artefact vanished");
                artefacts.Add(new AuditedArtefact(SealedRecord.Document, $"{container}/{name}", BundleArchive.HashOf(bytes)));
            }
        }
    }
}
