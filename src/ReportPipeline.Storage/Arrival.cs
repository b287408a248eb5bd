using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>One accepted bundle, as its arrival marker tells it. A bundle may have two markers: drop repeats by hash.</summary>
/// <param name="Site">The owning site.</param>
/// <param name="BundleHash">SHA-256 of the accepted bytes, lower-case hexadecimal.</param>
/// <param name="ReceivedAt">When the bytes were first received, UTC.</param>
/// <param name="Marker">The marker's name; its time is later than <paramref name="ReceivedAt"/> for a marker made late.</param>
public sealed record Arrival(SiteId Site, string BundleHash, DateTimeOffset ReceivedAt, string Marker)
{
    /// <summary>When storage created the marker, by its own clock; null where a listing does not say.</summary>
    public DateTimeOffset? MarkedAt { get; init; }

    /// <summary>Which entries the sender was told are refused, as <see cref="NewBundle.RefusedEntries"/>; null for none.</summary>
    public string? RefusedEntries { get; init; }
}
