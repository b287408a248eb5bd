using ReportPipeline.Custody;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>Compares what is stored with what was sealed, and checks the signatures of acts.</summary>
internal static class SealedBytesCheck
{
    public static async Task CompareAsync(
        PipelineStorage storage, SealedItems items, PublicKeys keys, List<string> findings, CancellationToken cancellation)
    {
        foreach (var (bundle, entry) in items.Bundles.Values)
            await CompareAsync(storage, bundle, entry, findings, cancellation);
        foreach (var (record, entry) in items.Records.Values)
        {
            var bytes = await storage.ReadStoredAsync(record.Name, cancellation);
            if (bytes is null)
                findings.Add($"{record.Name}, sealed in entry {entry}, is missing.");
            else if (BundleArchive.HashOf(bytes) != record.Sha256)
                findings.Add($"{record.Name}, sealed in entry {entry}, has other bytes than were sealed.");
            else if (record.Kind == SealedRecord.Act)
                CheckAct(record.Name, bytes, keys, findings);
        }
    }

    private static async Task CompareAsync(
        PipelineStorage storage, SealedBundle bundle, long entry, List<string> findings, CancellationToken cancellation)
    {
        var (site, name) = (new SiteId(bundle.Site), $"Bundle {bundle.BundleHash} of {bundle.Site}, sealed in entry {entry},");
        try
        {
            if (await storage.Bundles.ReadAsync(site, bundle.BundleHash, cancellation) is null)
            {
                findings.Add($"{name} is missing.");
                return;
            }
        }
        catch (StoredBytesDifferException)
        {
            findings.Add($"{name} has other bytes than were sealed.");
            return;
        }

        var receipt = await storage.Bundles.FindReceiptAsync(site, ReceiptId.Of(site, bundle.BundleHash), cancellation);
        if (receipt is not null && receipt.ReceivedAt != bundle.ReceivedAt)
            findings.Add($"{name} has another arrival time than was sealed.");
        if (receipt is not null && receipt.RefusedEntries != bundle.RefusedEntries)
            findings.Add($"{name} has another note of refused entries than was sealed.");
    }

    private static void CheckAct(string name, byte[] bytes, PublicKeys keys, List<string> findings)
    {
        var act = SignedAct.Read(bytes);
        if (keys.Find(act.KeyId) is not { } key || !act.Verify(key))
            findings.Add($"{name}: its signature does not verify.");
    }
}
