using ReportPipeline.Custody;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Hosting;

/// <summary>
/// A run as a tick starts it: a changed configuration is noted first, and a failure is noted with its stage. What a completed
/// run made is noted by the run itself. A tick that finds nothing to do leaves no line.
/// </summary>
internal sealed class AuditedRun(RunPipeline pipeline, ConfigurationTrail configuration, AuditTrail audit)
{
    /// <param name="isPastDue">
    /// A missed tick that is made up for does the same work as any other: what there is to seal, and a run only when the ledger
    /// has moved on. It can therefore not do anything twice, and needs no case of its own.
    /// </param>
    public async Task<IReadOnlyList<string>> RunAsync(bool isPastDue, CancellationToken cancellation)
    {
        try
        {
            await configuration.RecordAsync(cancellation);
            var outcome = await pipeline.RunAsync(cancellation);
            return isPastDue ? ["A missed tick was made up for.", .. outcome.Logs] : outcome.Logs;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await RecordFailureAsync(fault);
            throw;
        }
    }

    private async Task RecordFailureAsync(Exception fault)
    {
        try
        {
            var failed = new AuditEvent(null, AuditAction.Run, AuditOutcome.Failed, RunStage.FailedIn(fault)) { Reason = ReasonOf(fault) };
            await audit.RecordAsync(failed, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            // The log has the run's own failure, which is thrown on.
        }
    }

    /// <summary>The text of other exceptions might quote data.</summary>
    private static string ReasonOf(Exception fault) =>
        fault is LedgerBrokenException or StorageUnavailableException or StoredBytesDifferException ? fault.Message : fault.GetType().Name;
}
