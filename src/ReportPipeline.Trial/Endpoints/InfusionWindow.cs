using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>How an event stands to an infusion, or to the infusions of its subject.</summary>
internal enum InfusionTiming
{
    /// <summary>Before it, or too late after it.</summary>
    Outside,

    /// <summary>Nobody can tell: the event or the infusion has no known day.</summary>
    Unknown,

    /// <summary>Within the days, where a time of day is missing.</summary>
    WithinByDay,

    /// <summary>Within the hours.</summary>
    WithinByTime,
}

/// <summary>An event with the infusions that it follows; none when it is outside or nobody can tell.</summary>
internal sealed record TimedEvent(AdverseEventRecord Event, InfusionTiming Timing, ImmutableArray<ExposureRecord> Follows)
{
    public bool IsWithin => Timing is InfusionTiming.WithinByDay or InfusionTiming.WithinByTime;

    /// <summary>Versions of the event and of the infusions that it follows.</summary>
    public IEnumerable<string> Sources => [.. Event.Sources, .. Follows.SelectMany(dose => dose.Sources)];
}

/// <summary>
/// Whether an adverse event begins within 24 hours of an infusion: at its start or later, and no later than 24 hours after its end, both
/// included. Hours pass between moments, so no time zone or change of clocks alters them. Without an end known to the day (none sent, one of which only
/// the month or the year is known, one after the record's arrival), or with one before the start, the start stands for it. Where a time of day is missing on either side, the days decide: from the first day of the infusion until the day after its last.
/// </summary>
internal static class InfusionWindow
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <param name="infusions">Of the event's subject, each at least partly given; at least one.</param>
    public static TimedEvent Judge(AdverseEventRecord adverseEvent, IReadOnlyCollection<ExposureRecord> infusions)
    {
        var timings = infusions.Select(dose => (Dose: dose, Timing: Judge(adverseEvent, dose))).ToList();
        return new TimedEvent(
            adverseEvent,
            timings.Max(item => item.Timing),
            [.. timings.Where(item => item.Timing is InfusionTiming.WithinByDay or InfusionTiming.WithinByTime).Select(item => item.Dose)]);
    }

    private static InfusionTiming Judge(AdverseEventRecord adverseEvent, ExposureRecord dose)
    {
        // An end of which only the day is known leaves open until when the hours run; one of which less is known is none in the dataset.
        if (adverseEvent is { Onset: { } onset } && dose is { Start: { } start } and ({ End: not null } or { EndDay: null }))
        {
            var end = dose.End > start ? dose.End.Value : start;
            return onset >= start && onset - end <= Length ? InfusionTiming.WithinByTime : InfusionTiming.Outside;
        }

        if (adverseEvent.OnsetDay is not { } day || dose.Day is not { } first)
        {
            return InfusionTiming.Unknown;
        }

        return first <= day && day <= DayAfter(Math.Max(first, dose.EndDay ?? first)) ? InfusionTiming.WithinByDay : InfusionTiming.Outside;
    }

    // There is no trial day 0.
    private static int DayAfter(int day) => day == -1 ? 1 : day + 1;
}
