using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The key under which the key ring lies in storage: derived from the pseudonym key, which storage does not hold.</summary>
internal sealed record KeyRingSecret(byte[] Bytes)
{
    public static KeyRingSecret Of(PseudonymKey key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"desk key ring|{key.ResourceKey(new SiteId("desk"), "Basic", "key-ring")}")));

    public override string ToString() => nameof(KeyRingSecret);
}

/// <summary>Seals a key of the ring with AES-GCM, so that whoever reads storage cannot make cookies.</summary>
internal sealed class KeyRingEncryption(KeyRingSecret secret) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(secret.Bytes, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        var element = new XElement("sealed",
            new XAttribute("nonce", Convert.ToBase64String(nonce)), new XAttribute("tag", Convert.ToBase64String(tag)), Convert.ToBase64String(cipher));
        return new EncryptedXmlInfo(element, typeof(KeyRingDecryption));
    }
}

/// <summary>Made by the framework, which hands it the services.</summary>
internal sealed class KeyRingDecryption(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var cipher = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[cipher.Length];
        var tag = Convert.FromBase64String(encryptedElement.Attribute("tag")!.Value);
        using var aes = new AesGcm(services.GetRequiredService<KeyRingSecret>().Bytes, tag.Length);
        aes.Decrypt(Convert.FromBase64String(encryptedElement.Attribute("nonce")!.Value), cipher, tag, plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
