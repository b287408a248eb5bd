using System.Collections.Immutable;
using System.Security.Claims;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Acts;

/// <summary>
/// Stores acts, and leaves a line in the audit trail for each attempt. The line is written before the act: it names the act's
/// hash, from which the next run seals it, so that a process that dies in between leaves an attempt without an act, never an act
/// that nobody seals.
/// </summary>
internal sealed class ActRecorder(ActStore store, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Others may act on the same subject at the same instant.</summary>
    private const int Attempts = 8;

    public Task<IReadOnlyList<StoredAct>> ListAsync(string subject, CancellationToken cancellation) =>
        store.ListAsync(subject, cancellation);

    public async Task<ActAnswer> RecordAsync(IntendedAct intended, CancellationToken cancellation)
    {
        if (PersonOf(intended) is not { } person)
            return await RefuseAsync(intended.Caller, intended.Subject, intended.Meaning, ActRefusal.NameUnknown, cancellation);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await store.ListAsync(intended.Subject, cancellation);
            var now = clock.GetUtcNow();
            var act = new Act(
                intended.Subject, intended.Meaning, person,
                FreshAuthentication.TimeOf(intended.Caller) ?? now, now, intended.Documents, intended.Reason);
            if (ActRules.Refuse([.. before.Select(stored => stored.Act)], act) is { } refusal)
                return await RefuseAsync(intended.Caller, intended.Subject, intended.Meaning, refusal, cancellation);
            var prepared = store.Prepare(before, act);
            await audit.RecordAsync(Event(intended, AuditOutcome.Attempted) with { Artefacts = [ArtefactOf(prepared.Stored)] }, cancellation);
            if (await store.TryAddAsync(prepared, cancellation))
            {
                await audit.RecordAsync(Event(intended, AuditOutcome.Done), cancellation);
                return new ActAnswer(prepared.Stored, null);
            }
        }

        throw new StorageUnavailableException("others acted on the same report again and again");
    }

    public async Task<ActAnswer> RefuseAsync(
        ClaimsPrincipal caller, string subject, ActMeaning meaning, EdgeError refusal, CancellationToken cancellation)
    {
        var line = new AuditEvent(caller, ActionOf(meaning), AuditOutcome.Refused, subject) { Reason = refusal.Code };
        await audit.RecordAsync(line, cancellation);
        return new ActAnswer(refusal);
    }

    private static AuditEvent Event(IntendedAct intended, AuditOutcome outcome) =>
        new(intended.Caller, ActionOf(intended.Meaning), outcome, intended.Subject);

    private static string ActionOf(ActMeaning meaning) => meaning == ActMeaning.Released ? AuditAction.Release : AuditAction.Sign;

    private static AuditedArtefact ArtefactOf(StoredAct act) => new("act", $"reports/{act.Name}", act.Sha256);

    private static ActingPerson? PersonOf(IntendedAct intended) =>
        intended.Caller.FindFirst("name")?.Value is { Length: > 0 } name && intended.Caller.FindFirst("sub")?.Value is { Length: > 0 } userId
            ? new ActingPerson(name, userId, intended.Role)
            : null;
}

/// <summary>An act that its caller may do, if nothing done before stands against it.</summary>
internal sealed record IntendedAct(
    ClaimsPrincipal Caller, string Role, string Subject, ActMeaning Meaning, string? Reason, ImmutableArray<ActedDocument> Documents);
