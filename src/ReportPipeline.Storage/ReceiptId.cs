using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>
/// A receipt's id: the bundle's hash followed by 16 digits that only this hash and this site give together. A receipt
/// is found without an index, and the id of one site means nothing at another.
/// </summary>
public static class ReceiptId
{
    private const int HashLength = 64;
    private const int SealLength = 16;

    public static string Of(SiteId site, string bundleHash) => bundleHash + Seal(site, bundleHash);

    /// <summary>The bundle hash inside a receipt id, or null when the id was not made for this site.</summary>
    public static string? BundleHashOf(SiteId site, string receiptId)
    {
        if (receiptId.Length != HashLength + SealLength)
            return null;
        var hash = receiptId[..HashLength];
        return string.Equals(Of(site, hash), receiptId, StringComparison.Ordinal) ? hash : null;
    }

    private static string Seal(SiteId site, string bundleHash) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"receipt\n{site}\n{bundleHash}")))[..SealLength];
}
