namespace ReportPipeline.Functions.Runs;

/// <summary>What a run did, for the timer's answer and the log. Holds no patient data.</summary>
/// <param name="RunId">Null when there was nothing to run on.</param>
/// <param name="Completed">True when this call made the report.</param>
public sealed record RunOutcome(string? RunId, bool Completed, IReadOnlyList<string> Logs)
{
    public static RunOutcome NothingAccepted { get; } = new(null, false, ["No bundle has been accepted yet."]);

    public static RunOutcome AlreadyDone(string runId, long entry) =>
        new(runId, false, [$"Nothing new since ledger entry {entry}; run {runId} stands."]);

    public static RunOutcome Done(string runId, long entry, int newlySealed, long bundles) =>
        new(runId, true, [$"Run {runId}: sealed {newlySealed} bundles in ledger entry {entry}, {bundles} in all; results and reports are stored."]);

    /// <summary>The same, telling which documents were not stored and why.</summary>
    public RunOutcome WithRefused(IEnumerable<string> documents) =>
        this with { Logs = [.. Logs, .. documents.Select(document => $"Refused: {document}. The document is not stored; docs/verification.md says what to do.")] };
}
