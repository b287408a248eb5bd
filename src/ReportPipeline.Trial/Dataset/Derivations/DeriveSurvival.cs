
namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives time to death (ADTTE, overall survival).</summary>
public static class DeriveSurvival
{
    /// <summary>
    /// Death on or before the last day of follow-up is an event on its trial day. Everyone else is censored on the last
    /// day known alive, at the latest on the last day of follow-up. A death without a day gives no record.
    /// </summary>
    public static TimeToEventRecord? From(SubjectFacts facts, SubjectRecord subject)
    {
        if (!subject.IsEnrolled || subject.Death is { Day: null } or { Day: < 1 } || subject.LastKnownAliveDay is null && subject.Death is null)
        {
            return null;
        }

        var followUp = facts.Protocol.FollowUpDays;
        return subject.Death is { Day: { } day } && day <= followUp
            ? new TimeToEventRecord(subject.Subject, day, true, subject.SourcesOf(SubjectVariables.Death))
            : new TimeToEventRecord(
                subject.Subject,
                Math.Max(1, Math.Min(followUp, subject.Death?.Day ?? subject.LastKnownAliveDay!.Value)),
                false,
                subject.SourcesOf(SubjectVariables.LastKnownAlive));
    }
}
