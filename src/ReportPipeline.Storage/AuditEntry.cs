namespace ReportPipeline.Storage;

/// <summary>One line of the audit trail. No field may carry patient data.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">The token's subject, or <c>program</c> for what nobody asked for.</param>
/// <param name="Action">What was asked for, e.g. <c>bundle.submit</c>; lower-case letters and dots.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reference">The receipt, run, report or refusal that it concerns, or null.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, AuditOutcome Outcome, string? Reference = null)
{
    /// <summary>The program through which the actor came (the token's client id), when the token says so.</summary>
    public string? Client { get; init; }

    /// <summary>The hospital for which the actor spoke.</summary>
    public string? Site { get; init; }

    /// <summary>Why it was refused or failed, or what changed; codes and hashes, never what was sent.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Stored bytes that the line vouches for. What an act, a run, a configuration or a key of the desk made, the next run seals as leaves of
    /// their own; a submission's claims and refusal are sealed by the line alone.
    /// </summary>
    public IReadOnlyList<AuditedArtefact>? Artefacts { get; init; }
}

/// <summary>What came of an action.</summary>
public enum AuditOutcome
{
    /// <summary>Begun; whether it was done is said by what comes next.</summary>
    Attempted,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It had been done before and changed nothing.</summary>
    Repeated,

    /// <summary>It was not allowed or not right; the reason says which.</summary>
    Refused,

    /// <summary>It could not be done for a fault; the reason says which.</summary>
    Failed,
}

/// <summary>Stored bytes that an entry vouches for.</summary>
/// <param name="Kind"><c>act</c>, <c>document</c>, <c>refusal</c> or <c>claim</c>.</param>
/// <param name="Name">Container and name, e.g. <c>reports/{run}/open.en.docx</c>.</param>
/// <param name="Sha256">Hash of the bytes, lower-case hexadecimal.</param>
public sealed record AuditedArtefact(string Kind, string Name, string Sha256);
