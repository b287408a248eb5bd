using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>How a subject's follow-up ended; every subject has exactly one end.</summary>
public enum FollowUpEnd
{
    Died,
    Completed,
    Lost,
}

/// <summary>Classifies the end of follow-up.</summary>
public static class FollowUp
{
    /// <summary>
    /// Died: a death on or before the last day of follow-up. Completed: known alive within the window of the last visit
    /// or later, or dead after follow-up. Lost: neither, also when a death has no day.
    /// </summary>
    public static FollowUpEnd EndOf(SubjectData data, TrialProtocol protocol)
    {
        if (data.Subject.Death is { } death)
        {
            return death.Day is not { } day ? FollowUpEnd.Lost
                : day <= protocol.FollowUpDays ? FollowUpEnd.Died
                : FollowUpEnd.Completed;
        }

        return data.Subject.LastKnownAliveDay >= protocol.Visits[^1].FromDay ? FollowUpEnd.Completed : FollowUpEnd.Lost;
    }
}
