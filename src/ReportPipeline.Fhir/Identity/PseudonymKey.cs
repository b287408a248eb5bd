using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Identity;

/// <summary>
/// Turns the ids that senders choose into pseudonyms (HMAC-SHA-256, cut to 128 bits). Whoever lacks the key can neither
/// recompute nor guess them. The key must stay the same as long as the stored data live.
/// </summary>
public sealed class PseudonymKey
{
    /// <summary>The shortest key that is accepted.</summary>
    public const int LeastBytes = 32;

    private const int TokenDigits = 16;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">Fewer than 32 bytes.</exception>
    public PseudonymKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < LeastBytes)
        {
            throw new ArgumentException($"A pseudonym key has at least {LeastBytes} bytes.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <summary>Pseudonym of a resource: equal for all its versions, different between sites.</summary>
    public string ResourceKey(SiteId site, string resourceType, string logicalId) => Sign("resource", site.Value, resourceType, logicalId);

    /// <summary>The id that a conditionally created resource gets, so that a repeat finds the same resource.</summary>
    internal string ConditionalId(SiteId site, string resourceType, string system, string value) => Sign("conditional", site.Value, resourceType, system, value);

    /// <summary>A word of an identity, for comparing and nothing else: 16 hexadecimal digits.</summary>
    internal string Token(string normalised) => Sign("identity-token", normalised)[..TokenDigits];

    public override string ToString() => nameof(PseudonymKey);

    // Length-prefixed, so that no two lists of parts give the same bytes.
    private string Sign(params ReadOnlySpan<string> parts)
    {
        var message = "";
        foreach (var part in parts)
        {
            message = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{message}{part.Length}:{part}");
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(message)).AsSpan(0, 16));
    }
}
