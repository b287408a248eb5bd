using System.Runtime.CompilerServices;
using System.Text;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>
/// Names and writes the small markers by which a run finds what is new:
/// <c>{marker time}-{received at}-{hash}-{site}</c>. Everything is in the name, so a listing needs no reads.
/// </summary>
internal sealed class ArrivalMarkers(BlobContainer container)
{
    private const int CompactLength = 23;
    private const int HashLength = 64;

    public static string Name(DateTimeOffset markerTime, Arrival bundle) =>
        $"{TimeOrderedName.At(markerTime)}-{TimeOrderedName.Compact(bundle.ReceivedAt)}-{bundle.BundleHash}-{bundle.Site}";

    /// <summary>Writes the marker under its name; true when this call created it.</summary>
    public Task<bool> TryCreateAsync(string name, string receiptId, CancellationToken cancellation) =>
        container.TryCreateAsync(new NewBlob(name, Encoding.ASCII.GetBytes(receiptId), "text/plain"), cancellation);

    public async Task<bool> ExistsAsync(string name, CancellationToken cancellation) =>
        await container.FindAsync(name, cancellation) is not null;

    /// <summary>When storage itself says the marker was written.</summary>
    public async Task<DateTimeOffset?> CreatedAtAsync(string name, CancellationToken cancellation) =>
        (await container.FindAsync(name, cancellation))?.CreatedOn;

    public async IAsyncEnumerable<Arrival> ListAsync(
        DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in TimeOrderedName.ListBlobsAsync(container, from, cancellation))
            yield return Parse(blob.Name) with { MarkedAt = blob.CreatedOn };
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
