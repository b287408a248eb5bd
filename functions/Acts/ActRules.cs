using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions.Acts;

/// <summary>What may follow on what has been done already. Pure: the acts before decide.</summary>
internal static class ActRules
{
    private const int LongestReason = 2000;

    /// <summary>Why the act may not be added to the others on its subject, or null when it may.</summary>
    public static EdgeError? Refuse(IReadOnlyList<Act> before, Act act)
    {
        if (act.Reason is { Length: > LongestReason } || string.IsNullOrWhiteSpace(act.Reason) == (act.Meaning == ActMeaning.Rejected))
            return ActRefusal.ReasonMissing;
        if (before.Any(earlier => earlier.Meaning == ActMeaning.Rejected))
            return ActRefusal.Rejected;
        if (before.Any(earlier => earlier.Meaning == ActMeaning.Released))
            return ActRefusal.AlreadyReleased;
        if (before.Any(earlier => IsRepeat(earlier, act)))
            return ActRefusal.AlreadySigned;
        return act.Meaning == ActMeaning.Released && before.All(earlier => earlier.Meaning != ActMeaning.Approved)
            ? ActRefusal.NotApproved
            : null;
    }

    /// <summary>What the acts on a report make of it.</summary>
    public static ReportStatus StatusAfter(IReadOnlyList<Act> acts) =>
        acts.Any(act => act.Meaning == ActMeaning.Rejected) ? ReportStatus.Rejected
        : acts.Any(act => act.Meaning == ActMeaning.Released) ? ReportStatus.Released
        : ReportStatus.Draft;

    private static bool IsRepeat(Act earlier, Act act) =>
        earlier.Meaning == act.Meaning
        && earlier.Person.UserId == act.Person.UserId
        && earlier.Documents.Select(document => document.Name).SequenceEqual(act.Documents.Select(document => document.Name));
}

/// <summary>How far a report has come with the committee.</summary>
internal enum ReportStatus
{
    /// <summary>Made, and neither released nor rejected.</summary>
    Draft,

    /// <summary>Given out by the operator on the committee's approval.</summary>
    Released,

    /// <summary>Refused by a committee member.</summary>
    Rejected,
}
