using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives how a subject's follow-up ended (ADDS), as far as is known at the snapshot.</summary>
public static class DeriveDisposition
{
    public static DispositionRecord From(SubjectRecord subject, TrialProtocol protocol)
    {
        var end = EndOf(subject, protocol);
        var day = subject.Death is { } death ? death.Day : subject.LastKnownAliveDay;
        return new DispositionRecord(subject.Subject, end, day, subject.SourcesOf(
            subject.Death is null ? SubjectVariables.LastKnownAlive : SubjectVariables.Death));
    }

    private static FollowUpEnd EndOf(SubjectRecord subject, TrialProtocol protocol)
    {
        if (subject.Death is { } death)
        {
            return death.Day is not { } day ? FollowUpEnd.Lost
                : day <= protocol.FollowUpDays ? FollowUpEnd.Died
                : FollowUpEnd.Completed;
        }

        return subject.LastKnownAliveDay >= protocol.Visits[^1].FromDay ? FollowUpEnd.Completed : FollowUpEnd.Lost;
    }
}
