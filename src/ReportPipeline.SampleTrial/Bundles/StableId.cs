using System.Security.Cryptography;
using System.Text;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>Ids that follow from what they name: the same record always gets the same one.</summary>
internal static class StableId
{
    /// <summary>A UUID of version 8 (RFC 9562, 5.8) from SHA-256 of the parts.</summary>
    public static string Urn(params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true):D}";
    }

    /// <summary>A FHIR id (letters, digits, '-', '.'; at most 64) from readable parts.</summary>
    public static string Readable(params ReadOnlySpan<string> parts) =>
        string.Join('-', parts).ToLowerInvariant().Replace('_', '-');
}
