using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

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
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "development-issuer.pem");
        if (!File.Exists(file))
            CreateKey(file);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
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
        Claims = new Dictionary<string, object> { ["sub"] = request.Subject, [Roles.ClaimType] = request.Roles.ToArray() },
        SigningCredentials = new SigningCredentials(Key, Algorithm),
    });

    private static void CreateKey(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unfinished = $"{file}.{Environment.ProcessId}";
        File.WriteAllText(unfinished, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            // The tool and the program may both come first; the one that moves first decides the key.
            File.Move(unfinished, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(unfinished);
        }
    }
}

/// <summary>What a development token shall say.</summary>
public sealed record TokenRequest(string Subject, IReadOnlyList<string> Roles, string Audience, DateTimeOffset Now)
{
    public TimeSpan Lifetime { get; init; } = DevelopmentIssuer.DefaultLifetime;
}
