using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Custody.Tests.Signing;

public sealed class SigningKeyTests : IDisposable
{
    private static readonly byte[] Document = Encoding.UTF8.GetBytes("a ledger head");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("signing-");

    public void Dispose() => folder.Delete(recursive: true);

    [SkippableFact]
    public void Sign_CheckedByOpenssl_Verifies()
    {
        var key = SigningKey.Create();

        OpensslVerifies(key.Verification, Document, key.Sign(Document)).ShouldBeTrue();
        OpensslVerifies(key.Verification, "another head"u8.ToArray(), key.Sign(Document)).ShouldBeFalse();
    }

    [SkippableFact]
    public void FromPem_KeyMadeByOpenssl_SignsAndVerifies()
    {
        var pem = Path.Combine(folder.FullName, "made.pem");
        Openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", pem).ShouldBe(0);

        var key = SigningKey.FromPem(File.ReadAllText(pem));

        OpensslVerifies(key.Verification, Document, key.Sign(Document)).ShouldBeTrue();
    }

    [Fact]
    public void ToPem_ReadBack_IsTheSameKey()
    {
        var key = SigningKey.Create();

        var again = SigningKey.FromPem(key.ToPem());
        var published = VerificationKey.FromPem(key.Verification.ToPem());

        again.Verification.KeyId.ShouldBe(key.Verification.KeyId);
        published.KeyId.ShouldBe(key.Verification.KeyId);
        published.Verify(Document, again.Sign(Document)).ShouldBeTrue();
    }

    // The id by another way: unpack the PEM by hand and hash what is inside.
    [Fact]
    public void KeyId_OfAKey_IsTheHashOfItsSubjectPublicKeyInfo()
    {
        var key = SigningKey.Create().Verification;
        var inside = string.Concat(key.ToPem().Split('\n').Where(line => !line.StartsWith('-')));

        key.KeyId.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(inside))));
    }

    [Fact]
    public void Verify_AnyByteChanged_IsFalse()
    {
        var key = SigningKey.Create();
        var signature = key.Sign(Document);

        Gen.Select(Gen.Int[0, Document.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            var changed = Document.ToArray();
            changed[at] ^= change;
            return !key.Verification.Verify(changed, signature);
        }, iter: 50);
        Gen.Select(Gen.Int[0, signature.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            var changed = signature.ToArray();
            changed[at] ^= change;
            return !key.Verification.Verify(Document, changed);
        }, iter: 50);
    }

    [Fact]
    public void Verify_OtherKeyOrNoSignature_IsFalse()
    {
        var (key, other) = (SigningKey.Create(), SigningKey.Create());

        other.Verification.Verify(Document, key.Sign(Document)).ShouldBeFalse();
        key.Verification.Verify(Document, []).ShouldBeFalse();
    }

    public static TheoryData<string, string> NoSigningKeys
    {
        get
        {
            using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            using var rsa = RSA.Create(2048);
            return new TheoryData<string, string>
            {
                { "nothing", "" },
                { "no PEM", "signing key" },
                { "another curve", wide.ExportPkcs8PrivateKeyPem() },
                { "another algorithm", rsa.ExportPkcs8PrivateKeyPem() },
                { "the public half", SigningKey.Create().Verification.ToPem() },
            };
        }
    }

    [Theory]
    [MemberData(nameof(NoSigningKeys))]
    public void FromPem_NoPrivateKeyOnTheCurve_IsRefusedWithoutQuotingIt(string kind, string pem)
    {
        var refusal = Should.Throw<ArgumentException>(() => SigningKey.FromPem(pem), kind);

        refusal.ToString().ShouldNotContain("BEGIN");
    }

    private bool OpensslVerifies(VerificationKey key, byte[] document, byte[] signature)
    {
        var (keyFile, documentFile, signatureFile) = (Kept("key.pem"), Kept("document"), Kept("document.sig"));
        File.WriteAllText(keyFile, key.ToPem());
        File.WriteAllBytes(documentFile, document);
        File.WriteAllBytes(signatureFile, signature);
        return Openssl("dgst", "-sha256", "-verify", keyFile, "-signature", signatureFile, documentFile) == 0;
    }

    private string Kept(string name) => Path.Combine(folder.FullName, name);

    private static int Openssl(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("openssl is not installed: apt-get install openssl");
        }
    }
}
