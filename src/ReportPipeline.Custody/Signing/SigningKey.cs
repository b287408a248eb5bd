using System.Security.Cryptography;

namespace ReportPipeline.Custody.Signing;

/// <summary>
/// Signs ledger heads, acts and manifests: ECDSA on NIST P-256 over SHA-256 (FIPS 186-5), the signature as a DER sequence
/// (RFC 3279), which is what openssl reads. A signature carries chance: two over the same bytes differ and both verify.
/// </summary>
public sealed class SigningKey
{
    private readonly byte[] privateKeyInfo;

    private SigningKey(ECDsa key)
    {
        Verification = VerificationKey.Of(key);
        privateKeyInfo = key.ExportPkcs8PrivateKey();
    }

    /// <summary>The public half, to be published.</summary>
    public VerificationKey Verification { get; }

    /// <summary>A new key.</summary>
    public static SigningKey Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(key);
    }

    /// <param name="pem">A <c>PRIVATE KEY</c> or <c>EC PRIVATE KEY</c> block, not encrypted.</param>
    /// <exception cref="ArgumentException">It is no private key on NIST P-256; the message does not quote it.</exception>
    public static SigningKey FromPem(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return new SigningKey(key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new ArgumentException("The text holds no private key on the curve P-256 in PEM.", nameof(pem));
        }
    }

    /// <returns>The signature in DER.</returns>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKeyInfo, out _);
        return key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The private half as a PKCS #8 block, to be kept secret.</summary>
    public string ToPem() => PemEncoding.WriteString("PRIVATE KEY", privateKeyInfo) + "\n";
}
