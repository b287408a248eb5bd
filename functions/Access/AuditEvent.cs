using System.Security.Claims;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Access;

/// <summary>Something that the audit trail shall hold.</summary>
/// <param name="Caller">Who asked for it; null for what the program does by itself.</param>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reference">The receipt, run, report or refusal that it concerns, or null.</param>
public sealed record AuditEvent(ClaimsPrincipal? Caller, string Action, AuditOutcome Outcome, string? Reference = null)
{
    /// <summary>Why it was refused or failed, or what changed: codes and hashes, never what was sent.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc cref="AuditEntry.Artefacts"/>
    public IReadOnlyList<AuditedArtefact>? Artefacts { get; init; }
}

/// <summary>What the audit trail tells apart; explained in <c>docs/audit-trail.md</c>.</summary>
public static class AuditAction
{
    public const string Submit = "bundle.submit";
    public const string ReadQueries = "queries.read";
    public const string ReadCompleteness = "completeness.read";
    public const string ReadReport = "report.read";
    public const string ReadResults = "results.read";
    public const string ReadAudit = "audit.read";
    public const string Sign = "report.sign";
    public const string Release = "report.release";
    public const string RequestRun = "run.request";
    public const string Run = "run";

    /// <summary>Written after the mark that makes a run complete: whoever takes the mark away is found.</summary>
    public const string RunComplete = "run.complete";
    public const string Configuration = "configuration.change";
    public const string DeskKey = "desk.key";
    public const string Access = "access";
}
