using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Hosting;

/// <summary>Says why a run failed: once, and without the text of exceptions that might quote data.</summary>
internal static partial class RunFaults
{
    /// <summary>Logs the fault and returns its reason.</summary>
    public static string Log(ILogger log, Exception fault)
    {
        var reason = fault is StorageUnavailableException or StoredBytesDifferException
            ? fault.Message
            : $"The run failed with {fault.GetType().Name}; the log has the place.";
        Failed(log, reason, fault.StackTrace);
        return reason;
    }

    [LoggerMessage(LogLevel.Error, "event=RunFailed reason={Reason} {Stack}")]
    private static partial void Failed(ILogger log, string reason, string? stack);
}
