using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Identity;

/// <summary>
/// Ids and versions that follow from what was sent, so that the same bytes always get the same ones, and equal content at
/// another time or place gets others: A→B→A is three versions, and two equal doses stay two.
/// </summary>
internal static class EntryIdentity
{
    private const int AssignedIdDigits = 32;
    private const int VersionDigits = 16;

    public static string AssignedId(SiteId site, string bundleHash, int index) => Hash("id", site, bundleHash, index)[..AssignedIdDigits];

    public static string VersionId(SiteId site, string bundleHash, int index) => Hash("version", site, bundleHash, index)[..VersionDigits];

    private static string Hash(string purpose, SiteId site, string bundleHash, int index) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{purpose}\n{site}\n{bundleHash}\n{index}"))));
}
