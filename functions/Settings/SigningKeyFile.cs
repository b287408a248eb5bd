using System.Text;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Functions.Settings;

/// <summary>
/// Reads the key that signs ledger heads, acts and manifests: the setting <c>SigningKey</c> (PEM, a Key Vault reference in
/// Azure), or on a developer's machine a file beside the development issuer's key, made on first use.
/// </summary>
internal static class SigningKeyFile
{
    private const string Name = "signing.pem";

    /// <returns>The key; one that signs nothing when there is a problem.</returns>
    public static SigningKey Read(IConfiguration configuration, List<string> problems)
    {
        if (configuration["SigningKey"] is { Length: > 0 } text)
        {
            try
            {
                // A setting written on one line carries its line ends as "\n".
                return SigningKey.FromPem(text.Replace("\\n", "\n", StringComparison.Ordinal));
            }
            catch (ArgumentException)
            {
                problems.Add("SigningKey: not a private key on the curve P-256 in PEM.");
            }
        }
        else if (configuration["Authentication:DevelopmentKeyFolder"] is { Length: > 0 } folder)
        {
            var pem = KeyFile.ReadOrMake(folder, Name, () => Encoding.ASCII.GetBytes(SigningKey.Create().ToPem()));
            return SigningKey.FromPem(Encoding.ASCII.GetString(pem));
        }
        else
        {
            problems.Add("SigningKey: not set. Give a private key on the curve P-256 in PEM, made with 'openssl ecparam -name prime256v1 -genkey -noout'.");
        }

        return SigningKey.Create();
    }
}
