namespace ReportPipeline.Functions.Settings;

/// <summary>A clock that goes wrong by a fixed time, for tests of instances whose clocks differ.</summary>
internal sealed class ShiftedClock(TimeSpan offset) : TimeProvider
{
    /// <summary>Minutes by which the program's clock is ahead of the machine's; refused in Production.</summary>
    public const string Setting = "Testing:ClockOffsetMinutes";

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
