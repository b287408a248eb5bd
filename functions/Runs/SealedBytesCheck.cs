using ReportPipeline.Custody;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>Compares what is stored with what was sealed, and checks the signatures of acts.</summary>
internal static class SealedBytesCheck
{
    /// <returns>What the sealed lines of the audit trail say.</returns>
    public static async Task<TrailReading> CompareAsync(CheckScope scope, SealedItems items, PublicKeys keys)
    {
        var trail = new TrailReading();
        foreach (var (record, entry) in items.Records.Values)
        {
            var bytes = await scope.Storage.ReadStoredAsync(record.Name, scope.Cancellation);
            // Whether a mark should be there is for the runs to say.
            if (bytes is null && InsertionCheck.IsCompletionMark(record.Name))
                continue;
            if (bytes is null)
                scope.Findings.Add($"{record.Name}, sealed in entry {entry}, is missing.");
            else if (BundleArchive.HashOf(bytes) != record.Sha256)
                scope.Findings.Add($"{record.Name}, sealed in entry {entry}, has other bytes than were sealed.");
            else if (record.Kind == SealedRecord.Act)
                CheckAct(record.Name, bytes, keys, scope.Findings);
            else if (record.Kind == SealedRecord.Audit && !trail.TryAdd(bytes))
                scope.Findings.Add($"{record.Name}, sealed in entry {entry}, is no line of the trail.");
        }

        foreach (var (bundle, entry) in items.Bundles.Values)
            await CompareAsync(scope, bundle, entry, trail);
        return trail;
    }

    private static async Task CompareAsync(CheckScope scope, SealedBundle bundle, long entry, TrailReading trail)
    {
        var (site, name) = (new SiteId(bundle.Site), $"Bundle {bundle.BundleHash} of {bundle.Site}, sealed in entry {entry},");
        try
        {
            if (await scope.Storage.Bundles.ReadAsync(site, bundle.BundleHash, scope.Cancellation) is null)
            {
                scope.Findings.Add($"{name} is missing.");
                return;
            }
        }
        catch (StoredBytesDifferException)
        {
            scope.Findings.Add($"{name} has other bytes than were sealed.");
        }

        if (await scope.Storage.Bundles.FindNotesAsync(site, bundle.BundleHash, scope.Cancellation) is { } notes)
            scope.Findings.AddRange(FaultsOf(notes, bundle, trail).Select(fault => $"{name} {fault}"));
    }

    private static IEnumerable<string> FaultsOf(BundleNotes notes, SealedBundle bundle, TrailReading trail)
    {
        var (site, receipt) = (new SiteId(bundle.Site), ReceiptId.Of(new SiteId(bundle.Site), bundle.BundleHash));
        var said = trail.RefusedEntriesOf(receipt);
        var expected = BundleArchive.NotesOf(site, bundle.BundleHash, bundle.ReceivedAt, bundle.RefusedEntries);
        if (notes.ReceivedAt != expected.ReceivedAt)
            yield return "has another arrival time than was sealed.";
        if (notes.ArrivalMarker != expected.ArrivalMarker)
            yield return "names another arrival marker than was written.";
        else if (!notes.IsMarked && trail.WasAcknowledged(receipt))
            yield return "has lost its arrival marker: the hospital cannot find its receipt.";
        if (notes.RefusedEntries != expected.RefusedEntries)
            yield return "has other notes about its refused entries than were sealed.";
        if (said is not null && RefusedEntries.Shown(notes.RefusedEntries) != said)
            yield return "has other notes about its refused entries than the audit trail.";
    }

    public static void CheckAct(string name, byte[] bytes, PublicKeys keys, List<string> findings)
    {
        try
        {
            var act = SignedAct.Read(bytes);
            if (keys.Find(act.KeyId) is not { } key || !act.Verify(key))
                findings.Add($"{name}: its signature does not verify.");
        }
        catch (LedgerBrokenException broken)
        {
            findings.Add($"{name}: {broken.Message}");
        }
    }
}
