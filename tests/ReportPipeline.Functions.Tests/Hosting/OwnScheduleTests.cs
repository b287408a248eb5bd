using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Functions.Hosting;

namespace ReportPipeline.Functions.Tests.Hosting;

public sealed class OwnScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 12, 0, 1, TimeSpan.Zero);

    [Fact]
    public async Task Ticks_EveryQuarter_RunAtTheQuarters()
    {
        var (schedule, clock, runs) = Scheduled(failing: false);
        await schedule.StartAsync(CancellationToken.None);

        await AdvanceAsync(clock, minutes: 31);

        runs.ShouldBe(["12:15", "12:30"]);
        await schedule.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Ticks_RunThatFails_NextTickStillComes()
    {
        var (schedule, clock, runs) = Scheduled(failing: true);
        await schedule.StartAsync(CancellationToken.None);

        await AdvanceAsync(clock, minutes: 31);

        runs.Count.ShouldBe(2);
        await schedule.StopAsync(CancellationToken.None);
    }

    private static (OwnSchedule Schedule, FakeTimeProvider Clock, List<string> Runs) Scheduled(bool failing)
    {
        var clock = new FakeTimeProvider(Start);
        var runs = new List<string>();
        AnalysisRun run = (_, _) =>
        {
            runs.Add(clock.GetUtcNow().ToString("HH:mm", CultureInfo.InvariantCulture));
            return failing ? throw new InvalidOperationException() : Task.FromResult<IReadOnlyList<string>>([]);
        };
        return (new OwnSchedule("0 */15 * * * *", new SingleRun(run), clock, NullLogger<OwnSchedule>.Instance), clock, runs);
    }

    private static async Task AdvanceAsync(FakeTimeProvider clock, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            // The schedule waits on another thread: give it time to set its next timer.
            await Task.Delay(20);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Task.Delay(100);
    }
}
