using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>A death with the resource versions that report it.</summary>
public sealed record DeathWithSources(Death Death, ImmutableArray<string> Sources);

/// <summary>
/// Reconciles the routes by which a death arrives. Patient.deceased decides; a fatal adverse event without it, two
/// different dates, and a death without a date each raise a query and are never resolved by guessing.
/// </summary>
public static class DeriveDeath
{
    public static DeathWithSources? From(SubjectFacts facts)
    {
        var reports = Reports(facts).ToList();
        if (reports.Count == 0)
        {
            return null;
        }

        var days = Days(reports);
        var day = days.Count == 1 ? facts.TrialDay(ClinicalDate.OnDay(days[0])) : null;
        var death = day < 1 ? new Death(null, BeforeEnrolment: true) : new Death(day);
        return new DeathWithSources(death, [.. reports.Select(report => report.Source.VersionId).Order(StringComparer.Ordinal)]);
    }

    public static IEnumerable<DataQuery> Queries(SubjectFacts facts)
    {
        var reports = Reports(facts).ToList();
        // A death without any date was asked about when the Patient was read.
        foreach (var report in reports.Where(report => report.Deceased is { IsKnownToTheDay: false }))
        {
            yield return new DataQuery("death-without-date", facts.Subject, report.Source, null,
                "The death has no date that is known to the day. Send Patient.deceasedDateTime.");
        }

        var days = Days(reports);
        if (days.Count == 1 && facts.TrialDay(ClinicalDate.OnDay(days[0])) < 1)
        {
            yield return new DataQuery("death-before-enrolment", facts.Subject, reports[^1].Source, null,
                "The death is dated before the enrolment; it has no trial day until one of the two dates is corrected.");
        }

        if (days.Count > 1)
        {
            yield return new DataQuery("death-dates-disagree", facts.Subject, reports[^1].Source, null,
                "Patient resources of this subject give different dates of death. Send the right one and correct the others.");
        }

        foreach (var fatal in facts.Current.OfType<AdverseEventFact>().Where(adverseEvent => adverseEvent.Fatal && reports.Count == 0))
        {
            yield return new DataQuery("death-not-confirmed", facts.Subject, fatal.Source, fatal.Term,
                "An adverse event is reported as fatal, but no Patient resource of the subject reports the death. Send Patient.deceasedDateTime, or correct the event.");
        }
    }

    private static List<DateOnly> Days(List<PatientFact> reports) =>
        [.. reports.Where(report => report.Deceased is { IsKnownToTheDay: true }).Select(report => report.Deceased!.Earliest).Distinct()];

    private static IEnumerable<PatientFact> Reports(SubjectFacts facts) => facts.Current
        .OfType<PatientFact>()
        .Where(patient => patient.Active && patient.ReplacedByKey is null && (patient.Deceased is not null || patient.DeceasedWithoutDate))
        .OrderBy(patient => patient.Source.ReceivedAt)
        .ThenBy(patient => patient.Source.VersionId, StringComparer.Ordinal);
}
