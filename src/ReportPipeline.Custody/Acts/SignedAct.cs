using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Trial;

namespace ReportPipeline.Custody.Acts;

/// <summary>
/// An act as it is stored: the statement as text, exactly as it was signed, with the program's signature over its UTF-8 bytes.
/// The text stays a text so that a stranger can cut it out and check it with openssl.
/// </summary>
public sealed record SignedAct
{
    private static readonly JsonSerializerOptions Strict = new(TrialJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Envelope envelope;

    private SignedAct(Envelope envelope)
    {
        this.envelope = envelope;
        Act = JsonSerializer.Deserialize<Act>(envelope.Statement, Strict) ?? throw new JsonException("The statement is null.");
    }

    public Act Act { get; }

    /// <summary>Id of the key that signed; see <see cref="VerificationKey.KeyId"/>.</summary>
    public string KeyId => envelope.KeyId;

    public static SignedAct Sign(Act act, SigningKey key)
    {
        var statement = JsonSerializer.Serialize(act, Strict);
        var signature = key.Sign(Encoding.UTF8.GetBytes(statement));
        return new SignedAct(new Envelope(statement, key.Verification.KeyId, Convert.ToBase64String(signature)));
    }

    /// <exception cref="LedgerBrokenException">The bytes are no act.</exception>
    public static SignedAct Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new SignedAct(JsonSerializer.Deserialize<Envelope>(bytes, Strict) ?? throw new JsonException("The act is null."));
        }
        catch (JsonException)
        {
            throw new LedgerBrokenException("A stored act is not readable JSON of the known shape.");
        }
    }

    /// <summary>Whether the statement is the one that was signed with the key.</summary>
    public bool Verify(VerificationKey key)
    {
        var signature = new byte[envelope.Signature.Length];
        return key.KeyId == KeyId
            && Convert.TryFromBase64String(envelope.Signature, signature, out var length)
            && key.Verify(Encoding.UTF8.GetBytes(envelope.Statement), signature.AsSpan(0, length));
    }

    public byte[] ToBytes() => TrialJson.ToBytes(envelope);

    private sealed record Envelope(string Statement, string KeyId, string Signature);
}
