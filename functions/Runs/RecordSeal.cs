using ReportPipeline.Custody;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Finds what a seal must hold beside bundles: every audit entry since the last one, and the acts, documents and
/// configurations that these entries vouch for.
/// </summary>
public sealed class RecordSeal(PipelineStorage storage, TimeProvider clock)
{
    /// <summary>
    /// Entries are named by their own time just before they are written. The window covers what two instances' clocks differ
    /// by and a write that was long on its way, as for bundles.
    /// </summary>
    public static readonly TimeSpan GraceWindow = BundleArchive.GraceWindow;

    /// <summary>
    /// The line about an act, a configuration or a key of the desk is written before what it tells of. Younger lines are left to the next run, so
    /// that none is sealed as an attempt while the act itself is being written; a request never lasts so long.
    /// </summary>
    private static readonly TimeSpan AttemptsSettle = TimeSpan.FromMinutes(2);

    private static readonly HashSet<string> Vouching = [AuditAction.Sign, AuditAction.Release, AuditAction.Run, AuditAction.Configuration, AuditAction.DeskKey];

    /// <param name="newest">The newest entry; null for an empty ledger.</param>
    /// <param name="previous">Gives the entry before one.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<IReadOnlyList<SealedRecord>> FindUnsealedAsync(
        LedgerEntry? newest, Func<LedgerEntry, Task<LedgerEntry?>> previous, CancellationToken cancellation)
    {
        var listed = new Dictionary<string, AuditEntryName>(StringComparer.Ordinal);
        await foreach (var entry in storage.Audit.ListAsync(newest?.SealedAt - GraceWindow, cancellation))
        {
            if (entry.Sha256.Length > 0 && !IsSettling(entry))
                listed.Add(Named(entry), entry);
        }

        await DropSealedAsync(listed, newest, previous);
        var records = new Dictionary<(string, string), SealedRecord>();
        foreach (var (name, entry) in listed)
        {
            records.TryAdd((name, entry.Sha256), new SealedRecord(SealedRecord.Audit, name, entry.Sha256));
            foreach (var record in await VouchedForAsync(entry, cancellation))
                records.TryAdd((record.Name, record.Sha256), record);
        }

        return [.. records.Values];
    }

    private static string Named(AuditEntryName entry) => $"audit/{entry.Name}";

    private bool IsSettling(AuditEntryName entry) =>
        entry.Action is AuditAction.Sign or AuditAction.Release or AuditAction.Configuration or AuditAction.DeskKey && clock.GetUtcNow() - entry.At < AttemptsSettle;

    private static async Task DropSealedAsync(
        Dictionary<string, AuditEntryName> listed, LedgerEntry? newest, Func<LedgerEntry, Task<LedgerEntry?>> previous)
    {
        var entry = newest;
        while (entry is not null && listed.Count > 0)
        {
            var oldest = listed.Values.Min(line => line.At) - GraceWindow;
            foreach (var record in entry.Records)
                listed.Remove(record.Name);
            entry = entry.SealedAt >= oldest ? await previous(entry) : null;
        }
    }

    private async Task<IReadOnlyList<SealedRecord>> VouchedForAsync(AuditEntryName line, CancellationToken cancellation)
    {
        if (!Vouching.Contains(line.Action) || await storage.Audit.ReadAsync(line.Name, cancellation) is not { Artefacts: { } artefacts } entry)
            return [];
        var records = new List<SealedRecord>();
        foreach (var artefact in artefacts)
        {
            // What was never written after its line, or lost its number to another, is an attempt and nothing to seal.
            if (entry.Outcome != AuditOutcome.Attempted || await IsStoredAsync(artefact, cancellation))
                records.Add(new SealedRecord(artefact.Kind, artefact.Name, artefact.Sha256));
        }

        return records;
    }

    private async Task<bool> IsStoredAsync(AuditedArtefact artefact, CancellationToken cancellation) =>
        await storage.ReadStoredAsync(artefact.Name, cancellation) is { } bytes && BundleArchive.HashOf(bytes) == artefact.Sha256;
}
