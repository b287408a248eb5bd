using ReportPipeline.Custody;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Hosting;

/// <summary>Says why a run failed: once, and without the text of exceptions that might quote data.</summary>
internal static partial class RunFaults
{
    /// <summary>Logs the fault and returns its reason.</summary>
    public static string Log(ILogger log, Exception fault)
    {
        if (fault is LedgerBrokenException)
        {
            // Names the entry, never what a bundle holds.
            Broken(log, fault.Message);
            return fault.Message;
        }

        var reason = fault is StorageUnavailableException or StoredBytesDifferException
            ? fault.Message
            : $"The run failed with {fault.GetType().Name}; the log has the place.";
        Failed(log, RunStage.FailedIn(fault) ?? "none", reason, fault.StackTrace);
        return reason;
    }

    [LoggerMessage(LogLevel.Critical, "event=LedgerBroken reason={Reason}")]
    private static partial void Broken(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error, "event=RunFailed stage={Stage} reason={Reason} {Stack}")]
    private static partial void Failed(ILogger log, string stage, string reason, string? stack);
}
