using System.Runtime.CompilerServices;
using System.Text;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>
/// Names and writes the small markers by which a run finds what is new:
/// <c>{marker time}-{received at}-{hash}-{site}</c>. Everything is in the name, or in the metadata that a listing brings along, so
/// that a listing needs no reads.
/// </summary>
internal sealed class ArrivalMarkers(BlobContainer container)
{
    private const int CompactLength = 23;
    private const int HashLength = 64;
    private const string RefusedKey = "refusedentries";

    public static string Name(DateTimeOffset markerTime, Arrival bundle) =>
        $"{TimeOrderedName.At(markerTime)}-{TimeOrderedName.Compact(bundle.ReceivedAt)}-{bundle.BundleHash}-{bundle.Site}";

    /// <summary>Metadata with the note of refused entries, if any.</summary>
    public static IReadOnlyDictionary<string, string> WithRefused(string? refusedEntries, Dictionary<string, string> metadata)
    {
        if (refusedEntries is not null)
            metadata.Add(RefusedKey, refusedEntries);
        return metadata;
    }

    public static string? RefusedIn(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault(RefusedKey);

    /// <summary>Writes the marker under its name; true when this call created it.</summary>
    public Task<bool> TryCreateAsync(string name, Receipt receipt, CancellationToken cancellation) => container.TryCreateAsync(
        new NewBlob(name, Encoding.ASCII.GetBytes(receipt.Id), "text/plain") { Metadata = WithRefused(receipt.RefusedEntries, []) }, cancellation);

    public async Task<bool> ExistsAsync(string name, CancellationToken cancellation) =>
        await container.FindAsync(name, cancellation) is not null;

    /// <summary>When storage itself says the marker was written.</summary>
    public async Task<DateTimeOffset?> CreatedAtAsync(string name, CancellationToken cancellation) =>
        (await container.FindAsync(name, cancellation))?.CreatedOn;

    public async IAsyncEnumerable<Arrival> ListAsync(
        DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in TimeOrderedName.ListBlobsAsync(container, from, cancellation))
            yield return Parse(blob.Name) with { MarkedAt = blob.CreatedOn, RefusedEntries = RefusedIn(blob.Metadata) };
    }

    public Task CheckAsync(CancellationToken cancellation) => container.CheckAsync(cancellation);

    private static Arrival Parse(string name)
    {
        var rest = name.AsSpan(TimeOrderedName.TimeLength + 1);
        var receivedAt = TimeOrderedName.FromCompact(rest[..CompactLength].ToString());
        var hash = rest.Slice(CompactLength + 1, HashLength).ToString();
        var site = rest[(CompactLength + HashLength + 2)..].ToString();
        return new Arrival(new SiteId(site), hash, receivedAt, name);
    }
}
