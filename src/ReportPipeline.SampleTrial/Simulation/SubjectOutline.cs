namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>What is drawn first about a simulated subject; the records follow from it.</summary>
internal sealed record SubjectOutline
{
    public const int FollowUpDays = 30;

    public required string Subject { get; init; }

    public required string Site { get; init; }

    public required string Arm { get; init; }

    public required bool Critical { get; init; }

    public required bool Male { get; init; }

    public required int Age { get; init; }

    public required DateOnly Enrolment { get; init; }

    /// <summary>Trial day of death; null for survivors.</summary>
    public required int? DeathDay { get; init; }

    /// <summary>Trial day from which a survivor has no symptom.</summary>
    public required int RecoveryDay { get; init; }

    public int LastDay => DeathDay ?? FollowUpDays;

    public bool IsIllOn(int day) => DeathDay is not null || day < RecoveryDay;

    /// <summary>The date of a trial day: day 1 is the enrolment, day −1 the day before.</summary>
    public DateOnly On(int day) => Enrolment.AddDays(day > 0 ? day - 1 : day);
}
