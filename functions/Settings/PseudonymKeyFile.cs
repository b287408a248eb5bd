using System.Security.Cryptography;
using ReportPipeline.Fhir.Identity;

namespace ReportPipeline.Functions.Settings;

/// <summary>
/// Reads the pseudonym key: the setting <c>PseudonymKey</c> (base64, a Key Vault reference in Azure), or on a
/// developer's machine a file beside the development issuer's key, made on first use.
/// </summary>
internal static class PseudonymKeyFile
{
    private const int KeyBytes = 32;

    public static PseudonymKey Read(IConfiguration configuration, List<string> problems)
    {
        if (configuration["PseudonymKey"] is { Length: > 0 } text)
        {
            var key = new byte[text.Length];
            if (Convert.TryFromBase64String(text, key, out var length) && length >= KeyBytes)
            {
                return new PseudonymKey(key.AsSpan(0, length));
            }

            problems.Add($"PseudonymKey: not base64 of at least {KeyBytes} bytes.");
        }
        else if (configuration["Authentication:DevelopmentKeyFolder"] is { Length: > 0 } folder)
        {
            return new PseudonymKey(KeyFile.ReadOrMake(folder, "pseudonym.key", () => RandomNumberGenerator.GetBytes(KeyBytes)));
        }
        else
        {
            problems.Add("PseudonymKey: not set. Give base64 of at least 32 random bytes and keep it as long as the data.");
        }

        return new PseudonymKey(new byte[KeyBytes]);
    }
}
