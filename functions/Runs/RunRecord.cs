using ReportPipeline.Custody;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Writes into the audit trail that a run has made its documents, with the hash of every one as storage gives it back; the next
/// run seals them from that line. It is written before the run counts as complete.
/// </summary>
public sealed class RunRecord(PipelineStorage storage, AuditTrail audit)
{
    public async Task WriteAsync(RunIdentity run, CancellationToken cancellation)
    {
        var artefacts = new List<AuditedArtefact>();
        await AddAsync("reports", storage.Reports, $"{run.RunId}/");
        await AddAsync("results", storage.Results, $"{run.RunId}/");
        await AddAsync("snapshots", storage.Snapshots, $"{run.SnapshotId}/");
        await audit.RecordAsync(
            new AuditEvent(null, AuditAction.Run, AuditOutcome.Done, run.RunId)
            {
                Reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ledger entry {run.LedgerSequence}"),
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
