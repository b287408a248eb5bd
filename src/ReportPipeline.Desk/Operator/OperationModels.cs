using System.Collections.Immutable;

namespace ReportPipeline.Desk.Operator;

/// <summary>How the pipeline stands at this moment.</summary>
/// <param name="Alerts">Sentences in the page's language; none when all is well.</param>
/// <param name="Unsealed">Arrivals that the next run will seal, oldest first.</param>
/// <param name="Head">Null for an empty ledger.</param>
/// <param name="Check">Null before the chain was checked from this page.</param>
public sealed record OperationModel(
    ImmutableArray<string> Alerts, ImmutableArray<WaitingBundle> Unsealed, LedgerHead? Head, LedgerCheckOutcome? Check, ImmutableArray<RunLine> Runs);

public sealed record WaitingBundle(string Site, string BundleHash, DateTimeOffset ReceivedAt);

public sealed record LedgerHead(long Entry, string Head, DateTimeOffset SealedAt, int Bundles);

/// <param name="Findings">One sentence per thing that does not hold.</param>
/// <param name="Notes">One sentence per thing in no entry that could be the rest of a request or run that was cut.</param>
public sealed record LedgerCheckOutcome(long Entries, long Bundles, ImmutableArray<string> Findings, ImmutableArray<string> Notes);

/// <summary>One run.</summary>
/// <param name="Run">Its id; null when it had nothing to do.</param>
/// <param name="Outcome">As the run itself put it.</param>
/// <param name="Stages">In order, with how long each took.</param>
public sealed record RunLine(DateTimeOffset Started, string? Run, string Outcome, bool Failed, ImmutableArray<StageTime> Stages);

public sealed record StageTime(string Stage, TimeSpan Took);

/// <summary>A search in the audit trail.</summary>
/// <param name="More">True when there are more entries than are shown.</param>
public sealed record AuditModel(AuditSearch Search, ImmutableArray<AuditLine> Entries, bool More);

/// <summary>What is searched for; an empty text asks nothing.</summary>
/// <param name="From">First day, UTC, as <c>yyyy-MM-dd</c>.</param>
/// <param name="To">Last day.</param>
public sealed record AuditSearch(string From, string To, string Actor, string Action, string Reference);

public sealed record AuditLine(DateTimeOffset At, string Actor, string Action, string Outcome, string? Reference, string? Reason);
