namespace ReportPipeline.Cli.Verbs;

/// <summary>The protocol of the sample trial, beside the program.</summary>
internal static class SampleProtocol
{
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "protocols", "msc-covid19.json");
}
