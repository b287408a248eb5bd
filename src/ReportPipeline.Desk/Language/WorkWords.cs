using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Desk.Language;

/// <summary>The hospital's pages.</summary>
public sealed record HospitalWords
{
    public required string ReceiptsTitle { get; init; }
    public required string ReceiptsText { get; init; }
    public required string SearchReceipt { get; init; }
    public required string SearchHelp { get; init; }
    public required string Search { get; init; }
    public required string NotYours { get; init; }
    public required string NoReceipts { get; init; }
    public required string Receipt { get; init; }
    public required string BundleHash { get; init; }
    public required string Received { get; init; }
    public required string Sealed { get; init; }
    public required string WaitsForRun { get; init; }
    public required Func<long, string> InEntry { get; init; }
    public required string Older { get; init; }
    public required string QueriesTitle { get; init; }
    public required string QueriesText { get; init; }
    public required string NoRunYet { get; init; }
    public required string NoQueries { get; init; }
    public required string Open { get; init; }
    public required string Answered { get; init; }
    public required string Question { get; init; }
    public required string Subject { get; init; }
    public required string About { get; init; }
    public required string Cure { get; init; }
    public required string Where { get; init; }
    public required string AnsweredBy { get; init; }
    public required Func<string, string> AsOf { get; init; }
    public required string CompletenessTitle { get; init; }
    public required string CompletenessText { get; init; }
    public required Func<int, string> MissingInAll { get; init; }
    public required string NoSubjects { get; init; }
    public required string NotEnrolled { get; init; }
    public required Func<VisitStanding, string> Standing { get; init; }
    public required Func<int, int, string> ReceivedOf { get; init; }
    public required string Missing { get; init; }
    public required string ReportedAbsent { get; init; }
    public required string Legend { get; init; }
    public required string ValidateTitle { get; init; }
    public required string ValidateText { get; init; }
    public required string Paste { get; init; }
    public required string File { get; init; }
    public required string Drop { get; init; }
    public required string ValidateNow { get; init; }
    public required string NothingSent { get; init; }
    public required string TooLarge { get; init; }
    public required string WouldBeTaken { get; init; }
    public required Func<int, string> WouldBeRefused { get; init; }
    public required Func<int, string> Issues { get; init; }
    public required string NoIssues { get; init; }
    public required Func<int, string> AtLine { get; init; }
    public required string WholeBundle { get; init; }
    public required string SourceTitle { get; init; }
    public required string LinesLeftOut { get; init; }
    public required Func<string, string> Severity { get; init; }

    /// <summary>What a code means and how to cure it, from code and English message; null when this language has only the message.</summary>
    public required Func<string, string, string?> TextOf { get; init; }
}

/// <summary>The operator's pages.</summary>
public sealed record OperationWords
{
    public required string Title { get; init; }
    public required string Alerts { get; init; }
    public required string NoAlerts { get; init; }
    public required Func<string, string, string> SiteSilent { get; init; }
    public required Func<string, string> SiteNever { get; init; }
    public required Func<string, string> WaitsTooLong { get; init; }
    public required Func<string, string> HeadUnreported { get; init; }
    public required Func<string, string> RunFailed { get; init; }

    /// <summary>Ids of the endpoints.</summary>
    public required Func<string, string> EndpointsNotResolved { get; init; }
    public required string Unsealed { get; init; }
    public required string NoUnsealed { get; init; }
    public required string Oldest { get; init; }
    public required string Ledger { get; init; }
    public required string NoLedger { get; init; }
    public required string Entry { get; init; }
    public required string Head { get; init; }
    public required string SealedAt { get; init; }
    public required string Sealed { get; init; }
    public required string CheckNow { get; init; }
    public required string CheckText { get; init; }
    public required Func<long, long, string> CheckHolds { get; init; }
    public required Func<int, string> CheckBroken { get; init; }
    public required string CheckNotes { get; init; }
    public required string Runs { get; init; }
    public required string NoRuns { get; init; }
    public required string RunsText { get; init; }
    public required string Run { get; init; }
    public required string Started { get; init; }
    public required string Outcome { get; init; }
    public required string Duration { get; init; }
    public required Func<string, string> Stage { get; init; }
    public required Func<string, string> OutcomeOf { get; init; }
    public required string AuditTitle { get; init; }
    public required string AuditText { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Actor { get; init; }
    public required string Action { get; init; }
    public required string Reference { get; init; }
    public required string Reason { get; init; }
    public required string When { get; init; }
    public required string SearchAudit { get; init; }
    public required string NoEntries { get; init; }
    public required Func<int, string> Entries { get; init; }
    public required string MoreEntries { get; init; }
    public required string Site { get; init; }
    public required string LastReceived { get; init; }
}
