using System.Security.Cryptography;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>
/// Keeps every accepted bundle's bytes, exactly as received, under <c>{site}/{hash}</c>, and marks its arrival.
/// </summary>
/// <remarks>
/// The content blob is created first and its metadata fixes arrival time and marker name; then the marker is written.
/// Only both together earn a receipt, so the process may be cut at any instruction: a bundle without a marker was never
/// acknowledged, and the sender's next attempt completes it with the same receipt.
/// </remarks>
public sealed class BundleArchive
{
    /// <summary>
    /// How far before the previous run a listing starts again. It must cover the difference between two instances'
    /// clocks (minutes) plus the longest a marker can be on its way without being noticed (<see cref="LateAfter"/>).
    /// </summary>
    public static readonly TimeSpan GraceWindow = TimeSpan.FromHours(1);

    /// <summary>
    /// A marker written longer than this after the arrival time in its name might lie before the next listing: then
    /// a second marker, named by the present, is written first.
    /// </summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(15);

    /// <summary>
    /// An instance whose clock is behind storage's by up to this writes the second marker by storage's clock. More is no drift but a wrong
    /// date, with which it could not check a token either.
    /// </summary>
    public static readonly TimeSpan MostBehind = TimeSpan.FromDays(1);

    private const string ReceivedAtKey = "receivedat";
    private const string MarkerKey = "arrivalmarker";

    private readonly BlobContainer bundles;
    private readonly ArrivalMarkers arrivals;
    private readonly TimeProvider clock;

    internal BundleArchive(BlobContainer bundles, ArrivalMarkers arrivals, TimeProvider clock)
    {
        this.bundles = bundles;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>
    /// Stores the bytes and their marker. When it returns, both are durable; the same bytes from the same site return
    /// the first receipt and change nothing.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Nothing is promised; the caller may repeat the call.</exception>
    public Task<Receipt> AcceptAsync(
        SiteId site, ReadOnlyMemory<byte> bytes, DateTimeOffset receivedAt, CancellationToken cancellation = default) =>
        AcceptAsync(new NewBundle(site, bytes, receivedAt), cancellation);

    /// <inheritdoc cref="AcceptAsync(SiteId, ReadOnlyMemory{byte}, DateTimeOffset, CancellationToken)"/>
    public async Task<Receipt> AcceptAsync(NewBundle bundle, CancellationToken cancellation = default)
    {
        var (site, bytes, receivedAt) = bundle;
        var hash = HashOf(bytes.Span);
        var arrival = new Arrival(site, hash, receivedAt.ToUniversalTime(), "");
        var marker = ArrivalMarkers.Name(arrival.ReceivedAt, arrival);
        var content = new NewBlob(NameOf(site, hash), bytes, "application/octet-stream")
        {
            Metadata = ArrivalMarkers.WithRefused(bundle.RefusedEntries, new()
            {
                [ReceivedAtKey] = TimeOrderedName.Compact(arrival.ReceivedAt),
                [MarkerKey] = marker,
            }),
        };
        var kept = await bundles.CreateAsync(content, cancellation) is { } createdNow
            ? new KeptBundle(new Receipt(ReceiptId.Of(site, hash), hash, site, arrival.ReceivedAt, marker) { RefusedEntries = bundle.RefusedEntries }, createdNow, IsNew: true)
            : await FindAsync(site, hash, cancellation) ?? throw new StorageUnavailableException("a bundle vanished");
        await MarkAsync(kept, cancellation);
        return kept.Receipt;
    }

    /// <summary>The receipt with this id, or null when this site never earned it.</summary>
    public async Task<Receipt?> FindReceiptAsync(SiteId site, string receiptId, CancellationToken cancellation = default)
    {
        if (ReceiptId.BundleHashOf(site, receiptId) is not { } hash)
            return null;
        var receipt = (await FindAsync(site, hash, cancellation))?.Receipt;
        var acknowledged = receipt is not null && await arrivals.ExistsAsync(receipt.ArrivalMarker, cancellation);
        return acknowledged ? receipt : null;
    }

    /// <summary>What the first acceptance of these bytes fixed, acknowledged or not; null when the site has no such bundle.</summary>
    public async Task<Receipt?> FindKeptAsync(SiteId site, string bundleHash, CancellationToken cancellation = default) =>
        (await FindAsync(site, bundleHash, cancellation))?.Receipt;

    /// <summary>The bundle's bytes exactly as received, or null when the site has no such bundle.</summary>
    /// <exception cref="StoredBytesDifferException">The bytes no longer match their hash.</exception>
    public async Task<byte[]?> ReadAsync(SiteId site, string bundleHash, CancellationToken cancellation = default)
    {
        var name = NameOf(site, bundleHash);
        if (await bundles.ReadAsync(name, cancellation) is not { } bytes)
            return null;
        return HashOf(bytes) == bundleHash ? bytes : throw new StoredBytesDifferException(bundles.Name, name);
    }

    /// <summary>
    /// Every bundle that may have arrived since the previous run, in marker order, the grace window included: the
    /// caller drops by hash what it has sealed already. Everything when there was no previous run.
    /// </summary>
    /// <param name="previousRun">The marker time up to which the previous run had listed, or that run's own time.</param>
    /// <param name="cancellation">Stops the listing.</param>
    public IAsyncEnumerable<Arrival> ListArrivalsAsync(DateTimeOffset? previousRun, CancellationToken cancellation = default) =>
        arrivals.ListAsync(previousRun - GraceWindow, cancellation);

    /// <summary>The name of every bundle, <c>{site}/{hash}</c>, acknowledged or not, in ordinal order.</summary>
    public IAsyncEnumerable<string> ListNamesAsync(CancellationToken cancellation = default) => bundles.ListAsync("", cancellation);

    /// <summary>The name of every arrival marker, and of whatever else lies among them, in ordinal order.</summary>
    public IAsyncEnumerable<string> ListMarkerNamesAsync(CancellationToken cancellation = default) => arrivals.ListNamesAsync(cancellation);

    /// <inheritdoc cref="ArrivalMarkers.Parse"/>
    public static ArrivalMarker? ParseMarker(string name) => ArrivalMarkers.Parse(name);

    /// <summary>The receipt's id that the marker holds; null when there is no such marker.</summary>
    public Task<string?> ReadMarkerAsync(string name, CancellationToken cancellation = default) => arrivals.ReadAsync(name, cancellation);

    /// <summary>What is noted beside a bundle and about it, as it stands there; null when there is no such bundle.</summary>
    public async Task<BundleNotes?> FindNotesAsync(SiteId site, string bundleHash, CancellationToken cancellation = default)
    {
        if (await bundles.FindAsync(NameOf(site, bundleHash), cancellation) is not { } facts)
            return null;
        var marker = facts.Metadata.GetValueOrDefault(MarkerKey);
        var isMarked = marker is not null && await arrivals.ExistsAsync(marker, cancellation);
        return new BundleNotes(facts.Metadata.GetValueOrDefault(ReceivedAtKey), marker, ArrivalMarkers.RefusedIn(facts.Metadata), isMarked);
    }

    /// <summary>What is noted beside a bundle that arrived then.</summary>
    public static BundleNotes NotesOf(SiteId site, string bundleHash, DateTimeOffset receivedAt, string? refusedEntries) => new(
        TimeOrderedName.Compact(receivedAt), ArrivalMarkers.Name(receivedAt, new Arrival(site, bundleHash, receivedAt, "")), refusedEntries, true);

    private static string NameOf(SiteId site, string hash) => $"{site}/{hash}";

    private async Task<KeptBundle?> FindAsync(SiteId site, string hash, CancellationToken cancellation)
    {
        if (await bundles.FindAsync(NameOf(site, hash), cancellation) is not { } facts)
            return null;
        var receivedAt = TimeOrderedName.FromCompact(facts.Metadata[ReceivedAtKey]);
        var receipt = new Receipt(ReceiptId.Of(site, hash), hash, site, receivedAt, facts.Metadata[MarkerKey])
        {
            RefusedEntries = ArrivalMarkers.RefusedIn(facts.Metadata),
        };
        return new KeptBundle(receipt, facts.CreatedOn, IsNew: false);
    }

    private async Task MarkAsync(KeptBundle kept, CancellationToken cancellation)
    {
        var receipt = kept.Receipt;
        // The late marker comes first: once the marker proper exists, nobody looks again.
        await MarkLateAsync(receipt, Now(kept.IsNew ? kept.CreatedAt : null), cancellation);
        if (await arrivals.CreateAsync(receipt.ArrivalMarker, receipt, cancellation) is { } createdAt)
        {
            await MarkLateAsync(receipt, Now(createdAt), cancellation);
            return;
        }

        // "Already there" is believed when it is seen: a bundle without its marker must never be acknowledged.
        var markerAt = await arrivals.CreatedAtAsync(receipt.ArrivalMarker, cancellation)
            ?? throw new StorageUnavailableException("an arrival marker vanished");
        // An earlier attempt wrote it, possibly long after the content, or by a clock that is behind, and without living to write the
        // late one. The times are storage's own.
        if (markerAt - kept.CreatedAt > LateAfter || markerAt - receipt.ReceivedAt <= MostBehind)
            await MarkLateAsync(receipt, markerAt, cancellation);
    }

    /// <summary>The present; by storage's clock, by which runs list, when this instance is behind it.</summary>
    private DateTimeOffset Now(DateTimeOffset? storages)
    {
        var own = clock.GetUtcNow();
        return storages > own && storages - own <= MostBehind ? storages.Value : own;
    }

    private async Task MarkLateAsync(Receipt receipt, DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - receipt.ReceivedAt <= LateAfter)
            return;
        var arrival = new Arrival(receipt.Site, receipt.BundleHash, receipt.ReceivedAt, "");
        await arrivals.CreateAsync(ArrivalMarkers.Name(now, arrival), receipt, cancellation);
    }

    /// <param name="Receipt">What the first acceptance fixed.</param>
    /// <param name="CreatedAt">When storage created the content, by its own clock.</param>
    /// <param name="IsNew">Whether this call created it.</param>
    private sealed record KeptBundle(Receipt Receipt, DateTimeOffset CreatedAt, bool IsNew);
}

/// <summary>A bundle to be kept.</summary>
/// <param name="Bytes">Exactly as received, after transport decoding.</param>
/// <param name="ReceivedAt">Arrival time; the first acceptance fixes it.</param>
public sealed record NewBundle(SiteId Site, ReadOnlyMemory<byte> Bytes, DateTimeOffset ReceivedAt)
{
    /// <summary>Which entries the sender was told are refused, in the caller's notation, ASCII, at most 4,000 characters; null for none.</summary>
    public string? RefusedEntries { get; init; }
}

/// <summary>What is noted beside a bundle, as its metadata say it; null for what they do not say.</summary>
/// <param name="IsMarked">Whether there is the arrival marker that they name.</param>
public sealed record BundleNotes(string? ReceivedAt, string? ArrivalMarker, string? RefusedEntries, bool IsMarked);
