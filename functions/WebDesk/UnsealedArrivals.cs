using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>What arrived and waits for the next run, found with entries that are kept: a page must not read the ledger anew.</summary>
internal sealed class UnsealedArrivals(PipelineStorage storage, SealedBundles ledger)
{
    /// <summary>Oldest first. Looks back over the entries whose bundles the listing can repeat, as sealing does.</summary>
    public async Task<IReadOnlyList<Arrival>> FindAsync(long head, CancellationToken cancellation)
    {
        var listed = new Dictionary<(string, string), Arrival>();
        var sealedAt = head == 0 ? (DateTimeOffset?)null : (await ledger.EntryAsync(head)).SealedAt;
        await foreach (var arrival in storage.Bundles.ListArrivalsAsync(sealedAt, cancellation))
            listed.TryAdd((arrival.Site.Value, arrival.BundleHash), arrival);

        for (var number = head; number > 0 && listed.Count > 0; number--)
        {
            var entry = await ledger.EntryAsync(number);
            if (entry.SealedAt < listed.Values.Min(arrival => arrival.ReceivedAt) - BundleArchive.GraceWindow)
                break;
            foreach (var bundle in entry.Bundles)
                listed.Remove((bundle.Site, bundle.BundleHash));
        }

        return [.. listed.Values.OrderBy(arrival => arrival.ReceivedAt)];
    }
}
