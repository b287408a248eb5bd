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
    private const int CompactAt = TimeOrderedName.TimeLength + 1;
    private const int HashAt = CompactAt + CompactLength + 1;
    private const int SiteAt = HashAt + HashLength + 1;
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

    /// <summary>Writes the marker under its name; when storage created it, by its own clock, or null when it was there already.</summary>
    public Task<DateTimeOffset?> CreateAsync(string name, Receipt receipt, CancellationToken cancellation) => container.CreateAsync(
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
        {
            // What is no marker acknowledges nothing; a check of the whole storage names it.
            if (Parse(blob.Name) is { } marker)
                yield return marker.Arrival with { MarkedAt = blob.CreatedOn, RefusedEntries = RefusedIn(blob.Metadata) };
        }
    }

    /// <summary>Every name in the container, whatever it is.</summary>
    public IAsyncEnumerable<string> ListNamesAsync(CancellationToken cancellation) => container.ListAsync("", cancellation);

    /// <summary>What the marker holds: the receipt's id.</summary>
    public async Task<string?> ReadAsync(string name, CancellationToken cancellation) =>
        await container.ReadAsync(name, cancellation) is { } bytes ? Encoding.ASCII.GetString(bytes) : null;

    public Task CheckAsync(CancellationToken cancellation) => container.CheckAsync(cancellation);

    /// <summary>What a marker's name says; null when it is none.</summary>
    public static ArrivalMarker? Parse(string name)
    {
        if (name.Length <= SiteAt || TimeOrderedName.TryTimeOf(name) is not { } markerTime
            || TimeOrderedName.TryFromCompact(name.Substring(CompactAt, CompactLength)) is not { } receivedAt || !SiteId.IsValid(name[SiteAt..]))
            return null;
        var arrival = new Arrival(new SiteId(name[SiteAt..]), name.Substring(HashAt, HashLength), receivedAt, name);
        return Name(markerTime, arrival) == name ? new ArrivalMarker(arrival, markerTime) : null;
    }
}

/// <summary>A marker by its name.</summary>
/// <param name="MarkerTime">The arrival time, or a later one for a second marker that was written long after.</param>
public sealed record ArrivalMarker(Arrival Arrival, DateTimeOffset MarkerTime);
