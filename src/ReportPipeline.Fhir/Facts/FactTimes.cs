using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>The time of a record, and what is wrong with it.</summary>
internal sealed class FactTimes(ClinicalDates dates)
{
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

        Check(when.Start, context, element, about);
        return when;
    }

    private ClinicalPeriod At(ClinicalDate moment) =>
        _moments.TryGetValue(moment, out var known) ? known : _moments[moment] = ClinicalPeriod.At(moment);

    /// <summary>Tells of a partial date and asks about one in the future.</summary>
    public void Check(ClinicalDate? date, FactContext context, string element, string? about)
    {
        if (date is { IsKnownToTheDay: false })
        {
            context.Tell(TrialIssues.TimePartial, element);
        }

        if (date?.Earliest > dates.DayOf(context.Source.ReceivedAt))
        {
            context.Ask(TrialIssues.TimeInFuture, element, about);
        }
    }
}
