using static ReportPipeline.Desk.Language.English;

namespace ReportPipeline.Desk.Language;

internal static class EnglishRelease
{
    public static ReleaseWords Words { get; } = new()
    {
        Title = "Releases",
        Text = "A report is a draft until you release it. That needs the approval of one of its documents by a committee member, and an approved decision list.",
        Report = "Report of",
        Documents = "Documents that are released",
        NoDocuments = "The run has left no documents.",
        Approvals = count => count == 0 ? "no approval yet" : count == 1 ? "1 approval" : Text($"{count} approvals"),
        Confirm = "I release the documents listed above with my own account.",
        ConfirmMissing = "Confirm that you release the listed documents.",
        ReleaseNow = "Release the report",
        Thanks = "The report is released. The next run seals the release with the ledger.",
        IsReleased = "This report has been released. Nothing can be signed or released after that.",
        IsRejected = "A committee member has rejected this report. Nothing can be signed or released after that.",
        NeedsApproval = "No committee member has approved a document of this report yet.",
        DecisionsTitle = "Decision list",
        DecisionsText = "Who leaves an analysis set, and why. Every report rests on this list; none can be released before a committee member has approved it.",
        DecisionsApproved = "The list in use has been approved.",
        DecisionsPending = "The list in use has not been approved, or has been rejected.",
        DecisionsHash = "SHA-256 of the list",
        NoDecisions = "The list is empty: nobody leaves an analysis set by decision.",
        Subject = "Subject",
        Leaves = "Leaves",
        Why = "Reason",
        Criterion = "Criterion",
        Decided = "Decided",
        SignDecisions = "Sign the list",
        NobodySigned = "Nobody has signed this list yet.",
    };
}
