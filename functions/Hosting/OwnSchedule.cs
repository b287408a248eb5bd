using Cronos;
using ReportPipeline.Functions.Telemetry;

namespace ReportPipeline.Functions.Hosting;

/// <summary>Runs the analyses on their schedule when no Functions host does it. A failed run is logged; the next tick still comes.</summary>
internal sealed class OwnSchedule(string schedule, SingleRun run, TimeProvider clock, ILogger<OwnSchedule> log) : BackgroundService
{
    private readonly CronExpression ticks = CronExpression.Parse(schedule, CronFormat.IncludeSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = clock.GetUtcNow();
        while (ticks.GetNextOccurrence(last, TimeZoneInfo.Utc) is { } next)
        {
            await WaitUntilAsync(next, stoppingToken);
            await RunOnceAsync(stoppingToken);
            // Ticks that passed during a long run are one run too many: the next counts from the present.
            last = clock.GetUtcNow() > next ? clock.GetUtcNow() : next;
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset next, CancellationToken cancellation)
    {
        var longestDelay = TimeSpan.FromDays(1);
        while (next - clock.GetUtcNow() is { Ticks: > 0 } wait)
            await Task.Delay(wait < longestDelay ? wait : longestDelay, clock, cancellation);
    }

    private async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var line in await run.RunAsync(isPastDue: false, cancellation))
                LogLines.RunDid(log, line);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            RunFaults.Log(log, fault);
        }
    }
}
