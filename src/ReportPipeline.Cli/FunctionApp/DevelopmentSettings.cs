using System.Security.Cryptography;

namespace ReportPipeline.Cli.FunctionApp;

/// <summary>The function app's settings on a developer's machine: local storage, development issuer.</summary>
public static class DevelopmentSettings
{
    /// <summary>The audience of development tokens.</summary>
    public const string Audience = "report-pipeline";

    /// <summary>Every quarter of an hour, as an example of a schedule that nobody waits for.</summary>
    public const string Schedule = "0 */15 * * * *";

    /// <summary>
    /// Not a secret: on a developer's machine there is nothing to protect, and the same key makes the same results.
    /// </summary>
    private static readonly string PseudonymKey =
        Convert.ToBase64String(SHA256.HashData("pseudonyms on a developer's machine"u8));

    public static Dictionary<string, string> Create(string storageConnection, string keyFolder, string protocolFile) => new()
    {
        ["Storage__ConnectionString"] = storageConnection,
        ["Authentication__DevelopmentKeyFolder"] = keyFolder,
        ["Authentication__Audience"] = Audience,
        ["ProtocolFile"] = protocolFile,
        ["RunAnalysesSchedule"] = Schedule,
        ["Pseudonyms__Key"] = PseudonymKey,
    };
}
