using ReportPipeline.Custody;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// The end of a run: a line in the audit trail says that its documents are made, with the hash of every one as storage gives it
/// back, from which the next run seals them; only then is the run complete and its documents to be seen. A second line tells of that.
/// </summary>
public sealed class RunCompletion(PipelineStorage storage, AuditTrail audit, RunCatalogue runs, ReadingKey reading)
{
    /// <inheritdoc cref="RunCatalogue.FindAsync"/>
    public Task<RunIdentity?> FindAsync(string runId, CancellationToken cancellation) => runs.FindAsync(runId, cancellation);

    public async Task CompleteAsync(RunIdentity run, CancellationToken cancellation)
    {
        await RecordAsync(run, cancellation);
        await runs.CompleteAsync(run, cancellation);
        await audit.RecordAsync(new AuditEvent(null, AuditAction.RunComplete, AuditOutcome.Done, run.RunId), cancellation);
    }

    private async Task RecordAsync(RunIdentity run, CancellationToken cancellation)
    {
        var mark = RunCatalogue.MarkOf(run);
        var artefacts = new Dictionary<string, AuditedArtefact>(StringComparer.Ordinal);
        await AddAsync("reports", storage.Reports, $"{run.RunId}/");
        await AddAsync("results", storage.Results, $"{run.RunId}/");
        await AddAsync("snapshots", storage.Snapshots, $"{run.SnapshotId}/");
        foreach (var cache in await ListCachesAsync(run, cancellation))
            await AddAsync("snapshots", storage.Snapshots, cache);
        Add($"results/{mark.Name}", mark.Bytes.Span);
        await audit.RecordAsync(
            new AuditEvent(null, AuditAction.Run, AuditOutcome.Done, run.RunId)
            {
                Reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ledger entry {run.LedgerSequence}; {RunTimes.Write(RunStage.Taken)}"),
                Artefacts = [.. artefacts.Values],
            },
            cancellation);

        async Task AddAsync(string container, ArtefactStore store, string folder)
        {
            await foreach (var name in store.ListAsync(folder, cancellation))
            {
                var bytes = await store.ReadAsync(name, cancellation) ?? throw new StorageUnavailableException("an artefact vanished");
                Add($"{container}/{name}", bytes);
            }
        }

        void Add(string name, ReadOnlySpan<byte> bytes) =>
            artefacts[name] = new AuditedArtefact(SealedRecord.Document, name, BundleArchive.HashOf(bytes));
    }

    /// <summary>
    /// Where lies what was kept of the entries since the last complete run of this reading, for the next run to go on from: also by
    /// runs that were cut. A state names its casebooks and tables by hash, so that they need no seal of their own.
    /// </summary>
    private async Task<List<string>> ListCachesAsync(RunIdentity run, CancellationToken cancellation)
    {
        var caches = new List<string>();
        for (var number = run.LedgerSequence; number > 0; number--)
        {
            var entry = LedgerEntry.Read(await storage.Ledger.ReadAsync(number, cancellation) ?? []);
            if (entry.Bundles.IsEmpty)
                continue;
            if (number < run.LedgerSequence && await runs.FindAsync(reading.RunAt(entry.Head), cancellation) is not null)
                break;
            caches.AddRange([CacheNames.Facts(reading, entry), CacheNames.Identity(reading, entry), CacheNames.State(reading, entry.Number, entry.Head)]);
        }

        return caches;
    }
}
