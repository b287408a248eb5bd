using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Asks for what a subject's records lack: enrolment, arm, and dates known to the day.</summary>
public static class DeriveQueries
{
    public static IEnumerable<DataQuery> From(SubjectFacts facts, SubjectRecord subject)
    {
        var newest = facts.Current.MaxBy(fact => (fact.Source.ReceivedAt, fact.Source.VersionId))?.Source;
        if (newest is null)
        {
            yield break;
        }

        if (subject.Enrolment is null)
        {
            yield return new DataQuery("enrolment-missing", facts.Subject, newest, facts.Protocol.SubjectLevel.Enrolment,
                "The subject has no enrolment date known to the day; without it no trial day can be counted.");
        }

        if (subject.Arm is null)
        {
            yield return new DataQuery("allocation-missing", facts.Subject, newest, facts.Protocol.SubjectLevel.Allocation,
                "The subject's allocated arm has not been received.");
        }

        foreach (var observation in facts.Observations.Where(item => item.When.Start is not { IsKnownToTheDay: true }))
        {
            yield return new DataQuery("date-not-known-to-the-day", facts.Subject, observation.Source, observation.Parameter,
                "The effective date is missing or partial; the value cannot be put on a trial day.");
        }

        foreach (var adverseEvent in facts.Current.OfType<AdverseEventFact>().Where(item => item.Term is null))
        {
            yield return new DataQuery("adverse-event-uncoded", facts.Subject, adverseEvent.Source, null,
                "The event carries no code of the protocol's list; it is reported as uncoded.");
        }
    }
}
