using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>A death with the resource versions that report it.</summary>
public sealed record DeathWithSources(Death Death, ImmutableArray<string> Sources);

/// <summary>
/// Reconciles the three routes by which a death arrives: Patient.deceased, an Observation of the protocol's death parameter, and a fatal
/// adverse event. The first two are deaths, an Observation with a reason in place of its date unless the reason denies the death; a fatal event
/// alone is a question. Different dates, a death without a date, and a death that no Patient in use confirms each raise a query and are never
/// resolved by guessing. A date after the arrival of every record that gives it was asked about when they were read; it is no day of death.
/// </summary>
/// <remarks>
/// An Observation of the death with a reason in place of its date is asked about until the Patient in use gives a day of death. A reason that
/// denies the fact (nobody asked, nobody did it, it does not apply) makes no death. With any other reason it counts, on its effective date: a
/// death that is lost does more harm than one that an answer takes back. That a death does not apply is how forms report the living: it is
/// asked about only where another record speaks of a death.
/// </remarks>
public static class DeriveDeath
{
    public static DeathWithSources? From(SubjectFacts facts)
    {
        var reports = Reports(facts);
        if (reports.Count == 0)
        {
            return null;
        }

        return new DeathWithSources(DeathOf(facts, reports), [.. reports.Select(report => report.Source.VersionId).Order(StringComparer.Ordinal)]);
    }

    private static Death DeathOf(SubjectFacts facts, List<Report> reports)
    {
        var days = Days(reports);
        var day = days.Count == 1 ? facts.TrialDay(ClinicalDate.OnDay(days[0])) : null;
        var known = reports.Where(report => report.Date is { IsKnownToTheDay: true });
        return day < 1 ? new Death(null, BeforeEnrolment: true)
            : day is not null && known.All(report => facts.IsAfterArrival(report.Date, report.Source)) ? new Death(null, AfterArrival: true)
            : new Death(day);
    }

    public static IEnumerable<DataQuery> Queries(SubjectFacts facts)
    {
        var reports = Reports(facts);
        // A Patient's death without any date was asked about when the Patient was read.
        foreach (var report in reports.Where(report => report.Date is { IsKnownToTheDay: false } || report is { Date: null, ByPatient: false }))
        {
            yield return new DataQuery("death-without-date", facts.Subject, report.Source, null,
                "The death has no date that is known to the day. Send Patient.deceasedDateTime.");
        }

        foreach (var absent in WithoutDate(facts, reports))
        {
            yield return new DataQuery("death-date-absent", facts.Subject, absent.Source, absent.Parameter,
                "An Observation of the death gives a reason in place of the date. With not-performed, not-asked or not-applicable it counts as no death, with any other reason as one on its effective date. "
                + "If the subject has died, send Patient.deceasedDateTime, to the day, with the Patient in use; if not, correct the Observation (not-applicable) or enter it in error.");
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
                "Records of this subject give different dates of death. Send the right one and correct the others.");
        }

        foreach (var query in Unconfirmed(facts, reports))
        {
            yield return query;
        }
    }

    private static IEnumerable<ObservationFact> WithoutDate(SubjectFacts facts, List<Report> reports)
    {
        if (reports.Any(report => report is { ByPatient: true, InUse: true, Date.IsKnownToTheDay: true }))
        {
            return [];
        }

        var speaksOfDeath = reports.Count > 0 || FatalEvents(facts).Any();
        return facts.Observations.Where(observation => observation.Parameter == facts.Protocol.SubjectLevel.Death
            && observation.Value is MissingValue missing && (speaksOfDeath || missing.Reason != AbsentReasons.NotApplicable));
    }

    private static IEnumerable<AdverseEventFact> FatalEvents(SubjectFacts facts) => facts.Current.OfType<AdverseEventFact>().Where(adverseEvent => adverseEvent.Fatal);

    private static IEnumerable<DataQuery> Unconfirmed(SubjectFacts facts, List<Report> reports)
    {
        if (reports.Count == 0)
        {
            return FatalEvents(facts).Select(fatal => new DataQuery(
                "death-not-confirmed", facts.Subject, fatal.Source, fatal.Term,
                "An adverse event is reported as fatal, but no Patient resource of the subject reports the death. Send Patient.deceasedDateTime, or correct the event."));
        }

        return reports.Any(report => report.InUse) ? [] : [new DataQuery("death-without-patient", facts.Subject, reports[^1].Source, null,
            "Only an Observation, or a Patient that is inactive or replaced, reports the death. It counts; send Patient.deceasedDateTime with the Patient in use, or correct the record.")];
    }

    private static List<DateOnly> Days(List<Report> reports) =>
        [.. reports.Where(report => report.Date is { IsKnownToTheDay: true }).Select(report => report.Date!.Earliest).Distinct()];

    private static List<Report> Reports(SubjectFacts facts) => [.. facts.Current
        .Select(fact => ReportOf(fact, facts.Protocol.SubjectLevel.Death))
        .OfType<Report>()
        .OrderBy(report => report.Source.ReceivedAt)
        .ThenBy(report => report.Source.VersionId, StringComparer.Ordinal)];

    // Hospitals close the records of the dead (R4 Patient.active), so that a record out of use still reports a death.
    private static Report? ReportOf(ClinicalFact fact, string? parameter) => fact switch
    {
        PatientFact patient when patient.Deceased is not null || patient.DeceasedWithoutDate =>
            new Report(patient.Deceased, patient.Source, ByPatient: true, InUse: patient.InUse),
        ObservationFact observation when observation.Parameter == parameter && SaysDied(observation.Value) =>
            new Report(observation.When.Start, observation.Source, ByPatient: false, InUse: false),
        _ => null,
    };

    private static bool SaysDied(ObservedValue value) => value is OccurrenceValue || (value is MissingValue missing && !AbsentReasons.DeniesTheFact(missing.Reason));

    /// <param name="InUse">By a Patient that is active and not replaced.</param>
    private sealed record Report(ClinicalDate? Date, SourceReference Source, bool ByPatient, bool InUse);
}
