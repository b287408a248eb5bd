using System.Globalization;

namespace ReportPipeline.Trial.Dataset.Facts;

/// <summary>
/// A FHIR date, dateTime or instant as calendar days in the site's own time zone.
/// <c>2021-03</c> is an interval of days, never midnight on the first.
/// </summary>
/// <param name="Earliest">First day it may mean, inclusive.</param>
/// <param name="Latest">Last day it may mean, inclusive; equal to <paramref name="Earliest"/> when the day is known.</param>
/// <param name="LocalTime">Time of day in the site's zone when one was sent.</param>
/// <param name="Original">The text as sent, with its offset.</param>
public sealed record ClinicalDate(DateOnly Earliest, DateOnly Latest, TimeOnly? LocalTime, string Original)
{
    public bool IsKnownToTheDay => Earliest == Latest;

    /// <summary>Whether it lies after the arrival of the record that gives it: then nothing happened on it.</summary>
    /// <param name="dayOfArrival">
    /// By the site's calendar. The rest of that day is the tolerance: a clock that is some minutes ahead is asked nothing.
    /// </param>
    public bool IsAfterArrival(DateOnly dayOfArrival) => Earliest > dayOfArrival;

    /// <summary>The moment, by the offset that was sent; null when no time of day was.</summary>
    public DateTimeOffset? ToMoment() =>
        LocalTime is not null && DateTimeOffset.TryParse(Original, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    public static ClinicalDate OnDay(DateOnly day) =>
        new(day, day, null, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>A FHIR Period, or a single moment with equal start and end. An absent end means still going on.</summary>
public sealed record ClinicalPeriod(ClinicalDate? Start, ClinicalDate? End)
{
    public static ClinicalPeriod At(ClinicalDate moment) => new(moment, moment);
}
