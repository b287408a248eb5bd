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

    /// <summary>Stored bytes that the next run seals as leaves of their own.</summary>
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
    public const string Configuration = "configuration.change";
    public const string Access = "access";
}
