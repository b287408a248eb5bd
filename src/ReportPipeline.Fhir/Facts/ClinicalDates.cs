using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>
/// FHIR dates as calendar days in the site's time zone. A date without a time is already a local day; a moment is converted;
/// a month or year is the interval of its days. One instance reads one bundle, on one thread.
/// </summary>
internal sealed class ClinicalDates(TimeZoneInfo zone)
{
    private const int YearLength = 4;
    private const int MonthLength = 7;
    private const int DayLength = 10;

    /// <summary>Many records of a bundle are of one day: they share one date, so that a large trial's facts fit into memory.</summary>
    private readonly Dictionary<string, ClinicalDate?> _known = new(StringComparer.Ordinal);

    /// <param name="text">As the parser has accepted it, or null.</param>
    public ClinicalDate? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return _known.TryGetValue(text, out var known) ? known : _known[text] = Parse(text);
    }

    private ClinicalDate? Parse(string text) => text switch
    {
        { Length: YearLength } => Interval(text, text + "-01-01", start => start.AddYears(1)),
        { Length: MonthLength } => Interval(text, text + "-01", start => start.AddMonths(1)),
        { Length: DayLength } => Interval(text, text, start => start.AddDays(1)),
        _ => Moment(text),
    };

    public ClinicalDate? Read(DataType? value) => value switch
    {
        FhirDateTime moment => Read(moment.Value),
        Instant { Value: { } instant } => Local(instant, instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture)),
        Date date => Read(date.Value),
        _ => null,
    };

    /// <summary>The year as sent, also of a date that lies too far away to be read.</summary>
    public static int? YearOf(DataType? value) => value switch
    {
        FhirDateTime { Value: { Length: >= YearLength } text } => YearIn(text),
        Date { Value: { Length: >= YearLength } text } => YearIn(text),
        Instant { Value: { } instant } => instant.Year,
        _ => null,
    };

    private static int? YearIn(string text) => int.TryParse(text.AsSpan(0, YearLength), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    /// <summary>The calendar day of a moment in the site's zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static ClinicalDate? Interval(string text, string firstDay, Func<DateOnly, DateOnly> next) =>
        DateOnly.TryParseExact(firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) && start.Year < 9999
            ? new ClinicalDate(start, next(start).AddDays(-1), null, text)
            : null;

    private ClinicalDate? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year is > 1 and < 9999 ? Local(moment, text) : null;

    private ClinicalDate Local(DateTimeOffset moment, string text)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        return new ClinicalDate(day, day, TimeOnly.FromDateTime(local), text);
    }
}
