using System.Collections.Immutable;
using System.Security.Claims;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Acts;

/// <summary>
/// Signatures and releases: the one way in which the HTTP routes and the desk list and do them. Whoever calls has been
/// authenticated; the role, the freshness and the rules are checked here.
/// </summary>
internal sealed class ReportActs(
    PipelineStorage storage, RunCatalogue runs, ActRecorder recorder, FreshAuthentication freshness, ProtocolReading protocol, TimeProvider clock)
{
    /// <summary>The complete reports in order of data cut-off, each with its status and the acts on it.</summary>
    public async Task<ImmutableArray<ReportState>> ListAsync(CancellationToken cancellation)
    {
        var states = ImmutableArray.CreateBuilder<ReportState>();
        foreach (var run in await runs.ListAsync(cancellation))
            states.Add(await StateOfAsync(run, cancellation));
        return states.ToImmutable();
    }

    /// <summary>One report; null when no complete run has the id.</summary>
    public async Task<ReportState?> FindAsync(string runId, CancellationToken cancellation) =>
        await runs.FindAsync(runId, cancellation) is { } run ? await StateOfAsync(run, cancellation) : null;

    /// <summary>Signs one document of a report as a committee member who may read it.</summary>
    public async Task<ActAnswer> SignAsync(ClaimsPrincipal signer, SignatureRequest request, CancellationToken cancellation)
    {
        if (request.Meaning == ActMeaning.Released)
            return new ActAnswer(ActRefusal.RequestUnreadable);
        if (!signer.IsInRole(Roles.CommitteeSign) || !request.Document.MayBeReadBy(signer))
            return await recorder.RefuseAsync(signer, request.Document.Run, request.Meaning, EdgeError.NotAllowed, cancellation);
        if (freshness.Refuse(signer, clock.GetUtcNow()) is { } stale)
            return await recorder.RefuseAsync(signer, request.Document.Run, request.Meaning, stale, cancellation);
        if (await runs.FindAsync(request.Document.Run, cancellation) is null
            || await storage.Reports.ReadAsync(request.Document.Name, cancellation) is not { } bytes)
            return await recorder.RefuseAsync(signer, request.Document.Run, request.Meaning, ActRefusal.UnknownDocument, cancellation);
        var document = new ActedDocument(request.Document.Name, BundleArchive.HashOf(bytes));
        if (!document.Sha256.Equals(request.DocumentSha256, StringComparison.OrdinalIgnoreCase))
            return await recorder.RefuseAsync(signer, request.Document.Run, request.Meaning, ActRefusal.OtherBytes, cancellation);
        return await recorder.RecordAsync(
            new IntendedAct(signer, Roles.CommitteeSign, request.Document.Run, request.Meaning, request.Reason, [document]), cancellation);
    }

    /// <summary>Releases a report as the operator: all its documents, on at least one approval and an approved decision list.</summary>
    /// <param name="caller">The operator.</param>
    /// <param name="runId">The report.</param>
    /// <param name="cancellation">Stops before the act is stored.</param>
    /// <param name="seen">Hashes of the documents that the operator was shown; the release is refused when they are others.</param>
    public async Task<ActAnswer> ReleaseAsync(ClaimsPrincipal caller, string runId, CancellationToken cancellation, ImmutableArray<string>? seen = null)
    {
        var refusal = !caller.IsInRole(Roles.Operator) ? EdgeError.NotAllowed
            : await runs.FindAsync(runId, cancellation) is not { } run ? ActRefusal.UnknownDocument
            : run.ProtocolHash != protocol.Hash ? ActRefusal.ProtocolSuperseded
            : await AreDecisionsApprovedAsync(cancellation) ? null
            : ActRefusal.DecisionsNotApproved;
        if (refusal is not null)
            return await recorder.RefuseAsync(caller, runId, ActMeaning.Released, refusal, cancellation);
        var documents = await DocumentsOfAsync(runId, cancellation);
        if (seen is not null && !documents.Select(document => document.Sha256).ToHashSet(StringComparer.Ordinal).SetEquals(seen))
            return await recorder.RefuseAsync(caller, runId, ActMeaning.Released, ActRefusal.OtherBytes, cancellation);
        return await recorder.RecordAsync(
            new IntendedAct(caller, Roles.Operator, runId, ActMeaning.Released, null, documents), cancellation);
    }

    /// <summary>The decision list in use, with its hash and the acts on it.</summary>
    public async Task<DecisionListState> FindDecisionsAsync(CancellationToken cancellation)
    {
        var acts = await recorder.ListAsync(Act.DecisionListSubject(protocol.DecisionsHash), cancellation);
        return new DecisionListState(protocol.DecisionsHash, protocol.Decisions!, IsApproved([.. acts.Select(stored => stored.Act)]), [.. acts]);
    }

    /// <summary>Signs the decision list in use.</summary>
    public async Task<ActAnswer> SignDecisionsAsync(ClaimsPrincipal signer, DecisionsSignatureRequest request, CancellationToken cancellation)
    {
        var subject = Act.DecisionListSubject(protocol.DecisionsHash);
        var refusal = request.Meaning == ActMeaning.Released ? ActRefusal.RequestUnreadable
            : !signer.IsInRole(Roles.CommitteeSign) ? EdgeError.NotAllowed
            : freshness.Refuse(signer, clock.GetUtcNow()) is { } stale ? stale
            : !protocol.DecisionsHash.Equals(request.DocumentSha256, StringComparison.OrdinalIgnoreCase) ? ActRefusal.OtherBytes
            : null;
        if (refusal is not null)
            return await recorder.RefuseAsync(signer, subject, request.Meaning, refusal, cancellation);
        var document = new ActedDocument(protocol.Protocol!.DecisionsFile ?? "no decision list", protocol.DecisionsHash);
        return await recorder.RecordAsync(
            new IntendedAct(signer, Roles.CommitteeSign, subject, request.Meaning, request.Reason, [document]), cancellation);
    }

    private async Task<bool> AreDecisionsApprovedAsync(CancellationToken cancellation) =>
        protocol.Protocol!.DecisionsFile is null || (await FindDecisionsAsync(cancellation)).Approved;

    private static bool IsApproved(IReadOnlyList<Act> acts) =>
        acts.Any(act => act.Meaning == ActMeaning.Approved) && acts.All(act => act.Meaning != ActMeaning.Rejected);

    private async Task<ReportState> StateOfAsync(RunIdentity run, CancellationToken cancellation)
    {
        var acts = await recorder.ListAsync(run.RunId, cancellation);
        return new ReportState(run, ActRules.StatusAfter([.. acts.Select(stored => stored.Act)]), [.. acts]);
    }

    /// <summary>Everything that a release of the report covers: its documents with their hashes.</summary>
    public async Task<ImmutableArray<ActedDocument>> DocumentsOfAsync(string runId, CancellationToken cancellation)
    {
        var documents = ImmutableArray.CreateBuilder<ActedDocument>();
        await foreach (var name in storage.Reports.ListAsync($"{runId}/", cancellation))
        {
            if (!name.StartsWith($"{runId}/acts/", StringComparison.Ordinal))
                documents.Add(new ActedDocument(name, BundleArchive.HashOf(await storage.Reports.ReadAsync(name, cancellation))));
        }

        return documents.ToImmutable();
    }
}

/// <summary>What a committee member wants to sign.</summary>
/// <param name="Document">One edition of a report in one language.</param>
/// <param name="DocumentSha256">Hash of the bytes that the signer has read; the signature is refused when they are others.</param>
/// <param name="Reason">Needed for a rejection, and only then.</param>
internal sealed record SignatureRequest(ReportDocument Document, string DocumentSha256, ActMeaning Meaning, string? Reason);

/// <param name="DocumentSha256">Hash of the list that the signer has read.</param>
internal sealed record DecisionsSignatureRequest(string DocumentSha256, ActMeaning Meaning, string? Reason = null);

/// <summary>Either the act as stored, or why it was not done.</summary>
internal sealed record ActAnswer(StoredAct? Act, EdgeError? Refusal)
{
    public ActAnswer(EdgeError refusal)
        : this(null, refusal)
    {
    }
}

/// <summary>A complete report and what was done with it.</summary>
/// <param name="Acts">In the order in which they were done.</param>
internal sealed record ReportState(RunIdentity Run, ReportStatus Status, ImmutableArray<StoredAct> Acts);

/// <summary>The decision list and who has approved or rejected it.</summary>
internal sealed record DecisionListState(string Sha256, DecisionList List, bool Approved, ImmutableArray<StoredAct> Acts);
