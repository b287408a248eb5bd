namespace ReportPipeline.Desk.Language;

/// <summary>Releasing a report, and the decision list that a release rests on.</summary>
public sealed record ReleaseWords
{
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required string Report { get; init; }
    public required string Documents { get; init; }
    public required string NoDocuments { get; init; }
    public required Func<int, string> Approvals { get; init; }
    public required string Confirm { get; init; }
    public required string ConfirmMissing { get; init; }
    public required string ReleaseNow { get; init; }
    public required string Thanks { get; init; }
    public required string IsReleased { get; init; }
    public required string IsRejected { get; init; }
    public required string NeedsApproval { get; init; }
    public required string DecisionsTitle { get; init; }
    public required string DecisionsText { get; init; }
    public required string DecisionsApproved { get; init; }
    public required string DecisionsPending { get; init; }
    public required string DecisionsHash { get; init; }
    public required string NoDecisions { get; init; }
    public required string Subject { get; init; }
    public required string Leaves { get; init; }
    public required string Why { get; init; }
    public required string Criterion { get; init; }
    public required string Decided { get; init; }
    public required string SignDecisions { get; init; }
    public required string NobodySigned { get; init; }
}
