using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Functions.Hosting;

namespace ReportPipeline.Functions.Tests.Hosting;

public sealed class OwnScheduleTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 14, 12, 0, 1, TimeSpan.Zero);

    /// <summary>Against a hang alone; nothing here takes long.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Ticks_EveryQuarter_RunAtTheQuarters()
    {
        var (schedule, clock, runs) = Scheduled(failing: false);
        await schedule.StartAsync(CancellationToken.None);

        await clock.AdvanceAsync(TimeSpan.FromSeconds((15 * 60) - 1));
        await clock.AdvanceAsync(TimeSpan.FromMinutes(15));
        await clock.WaitAsync();

        runs.ShouldBe(["12:15", "12:30"]);
        await schedule.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Ticks_RunThatFails_NextTickStillComes()
    {
        var (schedule, clock, runs) = Scheduled(failing: true);
        await schedule.StartAsync(CancellationToken.None);

        await clock.AdvanceAsync(TimeSpan.FromSeconds((15 * 60) - 1));
        await clock.AdvanceAsync(TimeSpan.FromMinutes(15));
        await clock.WaitAsync();

        runs.Count.ShouldBe(2);
        await schedule.StopAsync(CancellationToken.None);
    }

    private static (OwnSchedule Schedule, WatchedClock Clock, List<string> Runs) Scheduled(bool failing)
    {
        var clock = new WatchedClock();
        var runs = new List<string>();
        AnalysisRun run = (_, _) =>
        {
            runs.Add(clock.GetUtcNow().ToString("HH:mm", CultureInfo.InvariantCulture));
            return failing ? throw new InvalidOperationException() : Task.FromResult<IReadOnlyList<string>>([]);
        };
        return (new OwnSchedule("0 */15 * * * *", new SingleRun(run), clock, NullLogger<OwnSchedule>.Instance), clock, runs);
    }

    /// <summary>A clock that knows when the schedule, on its own thread, has set its next timer: only then may time go on.</summary>
    private sealed class WatchedClock() : FakeTimeProvider(Begin)
    {
        private readonly SemaphoreSlim timers = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            timers.Release();
            return timer;
        }

        public async Task WaitAsync() => (await timers.WaitAsync(Limit)).ShouldBeTrue("the schedule sets its next timer");

        public async Task AdvanceAsync(TimeSpan time)
        {
            await WaitAsync();
            Advance(time);
        }
    }
}
