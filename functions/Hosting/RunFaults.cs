using ReportPipeline.Custody;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Hosting;

/// <summary>Says why a run failed: once, and without the text of exceptions that might quote data.</summary>
internal static class RunFaults
{
    /// <summary>Logs the fault and returns its reason.</summary>
    public static string Log(ILogger log, Exception fault)
    {
        if (fault is LedgerBrokenException)
        {
            LogLines.LedgerBroken(log, fault.Message);
            return fault.Message;
        }

        var reason = fault is StorageUnavailableException or StoredBytesDifferException
            ? fault.Message
            : $"The run failed with {fault.GetType().Name}; the log has the place.";
        LogLines.RunFailed(log, RunStage.FailedIn(fault) ?? "none", reason, fault.StackTrace);
        return reason;
    }
}
