using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.Access;

/// <summary>
/// Issues tokens on a developer's machine, signed with a key that never leaves its folder. The program refuses to start
/// with it in the Production environment.
/// </summary>
public sealed class DevelopmentIssuer
{
    public const string Issuer = "urn:report-pipeline:development";
    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    /// <summary>Long enough for a working day with the curl examples.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(8);

    private DevelopmentIssuer(ECDsaSecurityKey key) => Key = key;

    internal ECDsaSecurityKey Key { get; }

    /// <summary>Reads the folder's key, making it on first use.</summary>
    public static DevelopmentIssuer Open(string folder)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(KeyFile.ReadOrMake(folder, "development-issuer.pem", MakeKey)));
        return new DevelopmentIssuer(new ECDsaSecurityKey(key));
    }

    /// <summary>A signed token for the audience with these roles.</summary>
    public string Issue(TokenRequest request) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = request.Audience,
        IssuedAt = request.Now.UtcDateTime,
        NotBefore = request.Now.UtcDateTime,
        Expires = (request.Now + request.Lifetime).UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            ["sub"] = request.Subject,
            ["name"] = request.Name,
            ["auth_time"] = (request.AuthenticatedAt ?? request.Now).ToUnixTimeSeconds(),
            [Roles.ClaimType] = request.Roles.ToArray(),
        },
        SigningCredentials = new SigningCredentials(Key, Algorithm),
    });

    private static byte[] MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
    }
}

/// <summary>What a development token shall say.</summary>
public sealed record TokenRequest(string Subject, IReadOnlyList<string> Roles, string Audience, DateTimeOffset Now)
{
    /// <summary>The person's name, as it is printed beside a signature.</summary>
    public string Name { get; init; } = $"Development user {Subject}";

    /// <summary>When the person signed in; now when absent.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    public TimeSpan Lifetime { get; init; } = DevelopmentIssuer.DefaultLifetime;
}
