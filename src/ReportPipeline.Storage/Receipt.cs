using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>The proof that a bundle's bytes are kept. The same bytes from the same site always earn the same receipt.</summary>
/// <param name="Id">Derived from site and content, see <see cref="ReceiptId"/>.</param>
/// <param name="BundleHash">SHA-256 of the accepted bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Site">The site whose token posted the bundle.</param>
/// <param name="ReceivedAt">When the bytes were first received, UTC; fixed by the first acceptance.</param>
/// <param name="ArrivalMarker">The name of the arrival marker, time-ordered.</param>
public sealed record Receipt(string Id, string BundleHash, SiteId Site, DateTimeOffset ReceivedAt, string ArrivalMarker)
{
    /// <summary>Which entries the sender was told are refused, as <see cref="NewBundle.RefusedEntries"/>; fixed by the first acceptance.</summary>
    public string? RefusedEntries { get; init; }
}
