using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.Telemetry;

/// <summary>
/// Log lines on standard output: one JSON object each under the Functions host, which collects them, and a line to read when
/// the program runs alone. Either way a line is <c>event=Name key=value …</c> with its values from closed lists.
/// </summary>
internal static class StructuredConsole
{
    public static void AddStructuredConsole(this ILoggingBuilder logging, HostMode mode)
    {
        if (mode.UnderHost)
        {
            logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "O";
            });
        }
        else
        {
            logging.AddSimpleConsole(console => console.SingleLine = true);
        }
    }
}
