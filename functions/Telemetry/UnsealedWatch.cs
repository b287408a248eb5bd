using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Telemetry;

/// <summary>
/// Counts, while the program lives, how many acknowledged bundles wait to be sealed: a run that never comes says nothing of
/// its own queue. Lists what has arrived since the newest ledger entry, so its cost follows the queue.
/// </summary>
internal sealed class UnsealedWatch(LedgerSeal ledger, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            var waiting = await ledger.FindUnsealedAsync(cancellation);
            var oldest = waiting.Count == 0 ? TimeSpan.Zero : clock.GetUtcNow() - waiting.Min(bundle => bundle.ReceivedAt);
            Measures.Unsealed(waiting.Count, oldest > TimeSpan.Zero ? oldest : TimeSpan.Zero);
        }
        catch (Exception fault) when (fault is StorageUnavailableException or Custody.LedgerBrokenException)
        {
            // The run says so, with an alert; a measurement that could not be taken is one that is missing.
        }
    }
}
