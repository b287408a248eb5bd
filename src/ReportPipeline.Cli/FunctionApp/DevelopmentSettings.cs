namespace ReportPipeline.Cli.FunctionApp;

/// <summary>The function app's settings on a developer's machine: local storage, development issuer.</summary>
public static class DevelopmentSettings
{
    /// <summary>The audience of development tokens.</summary>
    public const string Audience = "report-pipeline";

    /// <summary>Every quarter of an hour, as an example of a schedule that nobody waits for.</summary>
    public const string Schedule = "0 */15 * * * *";

    public static Dictionary<string, string> Create(string storageConnection, string keyFolder, string protocolFile) => new()
    {
        ["Storage__ConnectionString"] = storageConnection,
        ["Authentication__DevelopmentKeyFolder"] = keyFolder,
        ["Authentication__Audience"] = Audience,
        ["ProtocolFile"] = protocolFile,
        ["RunAnalysesSchedule"] = Schedule,
    };
}
