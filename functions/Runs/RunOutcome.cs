using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>What a run did, for the timer's answer and the log. Holds no patient data.</summary>
/// <param name="RunId">Null when there was nothing to run on.</param>
/// <param name="Completed">True when this call made the report.</param>
public sealed record RunOutcome(string? RunId, bool Completed, IReadOnlyList<string> Logs)
{
    public static RunOutcome NothingAccepted { get; } = new(null, false, ["No bundle has been accepted yet."]);

    public static RunOutcome AlreadyDone(string runId, long entry) =>
        new(runId, false, [$"Nothing new since ledger entry {entry}; run {runId} stands."]);

    public static RunOutcome Done(RunIdentity run, int newlySealed, Snapshot snapshot) => new(
        run.RunId,
        true,
        [
            $"Run {run.RunId}: sealed {newlySealed} bundles in ledger entry {run.LedgerSequence}, {run.BundleCount} in all; results and reports are stored.",
            $"Snapshot {run.SnapshotId}: derived {snapshot.Derived} of {snapshot.Dataset.Subjects.Length} subjects.",
        ]);

    /// <summary>The same, telling which documents were not stored and why.</summary>
    public RunOutcome WithRefused(IEnumerable<string> documents) =>
        this with { Logs = [.. Logs, .. documents.Select(document => $"Refused: {document}. The document is not stored; docs/verification.md says what to do.")] };
}
