using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>The time of a record, and what is wrong with it.</summary>
internal sealed class FactTimes(ClinicalDates dates)
{
    /// <summary>Nobody in a trial lived, fell ill or died before.</summary>
    private const int FirstYear = 1900;

    private const int LastYear = 9999;

    private readonly Dictionary<ClinicalDate, ClinicalPeriod> _moments = new(ReferenceEqualityComparer.Instance);

    public ClinicalDates Dates => dates;

    /// <returns>A period without bounds when there is no usable time.</returns>
    public ClinicalPeriod Read(DataType? time, FactContext context, string element, string? about)
    {
        var when = time is Period period
            ? new ClinicalPeriod(dates.Read(period.StartElement), dates.Read(period.EndElement))
            : dates.Read(time) is { } moment ? At(moment) : new ClinicalPeriod(null, null);
        // A text that is no date-time has been refused by the parser.
        if (when.Start is null && time is not FhirDateTime { Value: not null })
        {
            context.Tell(TrialIssues.TimeMissing, element);
        }

        if (time is Period bounds)
        {
            Check(bounds.StartElement, context, element, about);
            Check(bounds.EndElement, context, element + ".end", about);
        }
        else
        {
            Check(time, context, element, about);
        }

        return when;
    }

    private ClinicalPeriod At(ClinicalDate moment) =>
        _moments.TryGetValue(moment, out var known) ? known : _moments[moment] = ClinicalPeriod.At(moment);

    /// <summary>Tells of a partial date, and asks about one that cannot be right, whether it could be read or not.</summary>
    public void Check(DataType? sent, FactContext context, string element, string? about)
    {
        if (dates.Read(sent) is { } date)
        {
            Check(date, context, element, about);
        }
        else
        {
            CheckUnreadable(sent, context, element, about);
        }
    }

    /// <summary>Asks about a date that is too far away to be read, such as the year 9999 that some systems write for "never".</summary>
    public void CheckUnreadable(DataType? sent, FactContext context, string element, string? about)
    {
        // Any other text that cannot be read is no date: the parser has refused it.
        if (dates.Read(sent) is null && ClinicalDates.YearOf(sent) is (< FirstYear or LastYear) and { } year)
        {
            context.Ask(year < FirstYear ? TrialIssues.TimeBefore1900 : TrialIssues.TimeInFuture, element, about);
        }
    }

    /// <summary>Tells of a partial date; asks about one in the future and about one that nobody who lives can have.</summary>
    public void Check(ClinicalDate? date, FactContext context, string element, string? about)
    {
        if (date is { IsKnownToTheDay: false })
        {
            context.Tell(TrialIssues.TimePartial, element);
        }

        if (date?.IsAfterArrival(dates.DayOf(context.Source.ReceivedAt)) == true)
        {
            context.Ask(TrialIssues.TimeInFuture, element, about);
        }

        if (date?.Earliest.Year < FirstYear)
        {
            context.Ask(TrialIssues.TimeBefore1900, element, about);
        }
    }
}
