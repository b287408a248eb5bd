using System.Security.Cryptography;

namespace ReportPipeline.Custody.Signing;

/// <summary>
/// The public half of a signing key: whoever holds it can check a signature, with this class or with
/// <c>openssl dgst -sha256 -verify key.pem -signature document.sig document</c>.
/// </summary>
public sealed class VerificationKey
{
    /// <summary>Name of the only curve in use, NIST P-256, as X.509 identifies it.</summary>
    private const string CurveOid = "1.2.840.10045.3.1.7";

    private readonly byte[] subjectPublicKeyInfo;

    private VerificationKey(byte[] subjectPublicKeyInfo)
    {
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        KeyId = Convert.ToHexStringLower(SHA256.HashData(subjectPublicKeyInfo));
    }

    /// <summary>SHA-256 of the key's SubjectPublicKeyInfo in DER, 64 lower-case hexadecimal digits.</summary>
    public string KeyId { get; }

    /// <param name="pem">A <c>PUBLIC KEY</c> block.</param>
    /// <exception cref="ArgumentException">It is no public key on NIST P-256.</exception>
    public static VerificationKey FromPem(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return Of(key);
        }
        catch (CryptographicException)
        {
            throw new ArgumentException("The text holds no public key on the curve P-256 in PEM.", nameof(pem));
        }
    }

    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", subjectPublicKeyInfo) + "\n";

    /// <summary>Whether the signature (DER) was made over exactly these bytes with the private half; false for any other bytes.</summary>
    public bool Verify(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal static VerificationKey Of(ECDsa key) =>
        key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == CurveOid
            ? new VerificationKey(key.ExportSubjectPublicKeyInfo())
            : throw new ArgumentException("The key is not on the curve P-256.", nameof(key));
}
