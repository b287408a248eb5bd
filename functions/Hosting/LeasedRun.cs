using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Hosting;

/// <summary>
/// Does the work of a tick under a lease in storage, so that of several instances that are asked at once one works and the others
/// say so. The lease saves work and decides nothing: a run that loses it goes on, and one that cannot ask for it works without.
/// </summary>
internal sealed class LeasedRun(AnalysisRun run, RunLease lease, TimeProvider clock, ILogger<LeasedRun> log)
{
    /// <summary>What a tick answers that did nothing.</summary>
    public const string UnderWay = "Another run is under way; nothing was done. Should it have been killed, its lease runs out within a minute.";

    /// <summary>Three attempts before the lease runs out.</summary>
    private static readonly TimeSpan RenewEvery = RunLease.Duration / 3;

    public async Task<IReadOnlyList<string>> RunAsync(bool isPastDue, CancellationToken cancellation)
    {
        var (held, isTaken) = await TakeAsync(cancellation);
        if (isTaken)
            return [UnderWay];
        await using var _ = held;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = held is null ? Task.CompletedTask : RenewAsync(held, ended.Token);
        try
        {
            var lines = await run(isPastDue, cancellation);
            LogLines.RunCompleted(log);
            return lines;
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
        }
    }

    private async Task<(HeldLease? Held, bool IsTaken)> TakeAsync(CancellationToken cancellation)
    {
        try
        {
            var held = await lease.TryTakeAsync(cancellation);
            return (held, held is null);
        }
        catch (StorageUnavailableException fault)
        {
            LogLines.RunWithoutLease(log, fault.Message);
            return (null, false);
        }
    }

    private async Task RenewAsync(HeldLease held, CancellationToken ended)
    {
        try
        {
            do
                await Task.Delay(RenewEvery, clock, ended);
            while (await held.TryRenewAsync(ended));
            LogLines.RunWithoutLease(log, "it was lost during the run");
        }
        catch (OperationCanceledException)
        {
            // The run has ended, or the program is stopping.
        }
    }
}
