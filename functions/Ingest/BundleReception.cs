using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Claims;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

/// <summary>Judges a body, keeps it, and only then lets the answer go.</summary>
internal sealed class BundleReception(
    BundleIntake intake, PipelineStorage storage, EntryConditions conditions, BundlePreview preview, TimeProvider clock,
    ILogger<BundleReception> log)
{
    /// <exception cref="StorageUnavailableException">Nothing was acknowledged.</exception>
    public async Task<ReceptionAnswer> TakeAsync(
        SiteId site, byte[] body, FhirExchange exchange, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var request = new IntakeRequest(body, exchange.Sent, site, clock.GetUtcNow());
        var result = intake.Judge(request);
        var (answer, issues) = await AnswerAsync(request, result, exchange, cancellation);
        Measures.Issues(issues);
        Measures.Ingested(site, answer.OutcomeOf(request), startedAt);
        return answer;
    }

    /// <summary>What taking the body now would find; nothing is kept or claimed.</summary>
    public async Task<byte[]> ValidateAsync(SiteId site, byte[] body, FhirExchange exchange, CancellationToken cancellation) =>
        OperationOutcomes.Write((await JudgeAsync(site, body, exchange.Sent, cancellation)).Issues, exchange.Wanted);

    /// <summary>What taking the body now would find, before it is written down for anybody.</summary>
    public async Task<IntakeResult> JudgeAsync(SiteId site, byte[] body, BundleFormat format, CancellationToken cancellation)
    {
        var result = intake.Examine(new IntakeRequest(body, format, site, clock.GetUtcNow()));
        var unconfirmed = await conditions.FindUnconfirmedAsync(result, cancellation);
        var existing = await conditions.FindExistingAsync(result, cancellation);
        var judged = result.WithExisting(existing).WithUnconfirmed(unconfirmed);
        return judged with { Issues = [.. judged.Issues, .. await preview.OfAsync(judged, cancellation)] };
    }

    private async Task<(ReceptionAnswer Answer, ImmutableArray<IngestIssue> Issues)> AnswerAsync(
        IntakeRequest request, IntakeResult result, FhirExchange exchange, CancellationToken cancellation)
    {
        var judgement = await ConfirmAsync(result, cancellation);
        var answer = judgement.Confirmed.Accepted
            ? await KeepAsync(request, judgement, exchange, cancellation)
            : await RefuseAsync(request, judgement, exchange, cancellation);
        return (answer, judgement.Confirmed.Issues);
    }

    /// <summary>The judgement after ifMatch: a transaction falls with one entry whose version is not the current one, a batch loses the entry.</summary>
    private async Task<Judgement> ConfirmAsync(IntakeResult result, CancellationToken cancellation)
    {
        if (result.Preconditions.IsEmpty)
            return new Judgement(result, result, []);
        var judged = result.WithUnconfirmed(await conditions.FindUnconfirmedAsync(result, cancellation));
        var lost = await conditions.ClaimSuccessionAsync(judged, cancellation);
        return new Judgement(result, judged.WithUnconfirmed(lost), [.. EntryConditions.SuccessionsOf(judged, lost)]);
    }

    private async Task<ReceptionAnswer> KeepAsync(
        IntakeRequest request, Judgement judgement, FhirExchange exchange, CancellationToken cancellation)
    {
        var bundle = new NewBundle(request.Site, request.Body, request.ReceivedAt) { RefusedEntries = RefusedEntries.Of(judgement.Confirmed) };
        var receipt = await storage.Bundles.AcceptAsync(bundle, cancellation);
        // A repeat is answered with the first arrival's versions, times and refused entries, byte for byte.
        var bare = receipt.ReceivedAt == request.ReceivedAt ? judgement.Bare : intake.Judge(request with { ReceivedAt = receipt.ReceivedAt });
        var first = bare.WithUnconfirmed(EntryConditions.RefusedThen(bare, receipt));
        // After the bytes are kept, so that nobody is told of a resource that nobody has.
        var existing = await conditions.ClaimCreationAsync(first, cancellation);
        LogLines.BundleAccepted(log, request.Site.Value, receipt.Id);
        var body = ResponseBundles.Write(first.WithExisting(existing), receipt.Id, exchange.Prefer, exchange.Wanted);
        var repeated = receipt.ReceivedAt != request.ReceivedAt;
        return new ReceptionAnswer(200, body, receipt)
        {
            Repeated = repeated,
            Codes = repeated ? null : RefusedEntries.ToReason(receipt.RefusedEntries),
            Artefacts = [.. judgement.Successions, .. EntryConditions.CreationsOf(first, existing)],
        };
    }

    private async Task<ReceptionAnswer> RefuseAsync(
        IntakeRequest request, Judgement judgement, FhirExchange exchange, CancellationToken cancellation)
    {
        var (status, issues) = (judgement.Confirmed.HttpStatus, judgement.Confirmed.Issues);
        var kept = OperationOutcomes.Write(issues, BundleFormat.Json);
        var keptAs = await storage.Rejected.AddAsync(new Refusal(request.Site, request.ReceivedAt, request.Body, kept), cancellation);
        LogLines.BundleRefused(log, request.Site.Value, status);
        var answer = exchange.Wanted == BundleFormat.Json ? kept : OperationOutcomes.Write(issues, exchange.Wanted);
        var codes = issues.Where(issue => issue.Severity >= IngestIssueSeverity.Error).Select(issue => issue.Code).Distinct(StringComparer.Ordinal);
        return new ReceptionAnswer(status, answer, null)
        {
            RefusedAs = keptAs,
            Codes = string.Join(' ', codes.Order(StringComparer.Ordinal)),
            Artefacts = [new AuditedArtefact("refusal", $"rejected/{keptAs}/outcome.json", BundleArchive.HashOf(kept)), .. judgement.Successions],
        };
    }

    /// <param name="Bare">From the bytes alone.</param>
    /// <param name="Confirmed">After what was received before had its say.</param>
    /// <param name="Successions">The claims that the bundle has by then; it keeps them even when it is refused for another.</param>
    private sealed record Judgement(IntakeResult Bare, IntakeResult Confirmed, ImmutableArray<AuditedArtefact> Successions);
}

/// <param name="Status">HTTP status.</param>
/// <param name="Body">The response Bundle, or the OperationOutcome that refuses.</param>
/// <param name="Receipt">The proof of keeping; null for a refused body.</param>
internal sealed record ReceptionAnswer(int Status, byte[] Body, Receipt? Receipt)
{
    /// <summary>True when the bundle was kept before.</summary>
    public bool Repeated { get; init; }

    /// <summary>Name under which a refused body is kept for a while.</summary>
    public string? RefusedAs { get; init; }

    /// <summary>Codes of the issues that refused it; for a kept bundle, which of its entries were refused.</summary>
    public string? Codes { get; init; }

    /// <summary>The bundle's claims, and the answer to a refused body as it is kept, so that they can be compared.</summary>
    public ImmutableArray<AuditedArtefact> Artefacts { get; init; } = [];

    public AuditEvent ToAuditEvent(ClaimsPrincipal sender)
    {
        var line = Receipt is { } receipt
            ? new AuditEvent(sender, AuditAction.Submit, Repeated ? AuditOutcome.Repeated : AuditOutcome.Done, receipt.Id)
            : new AuditEvent(sender, AuditAction.Submit, AuditOutcome.Refused, RefusedAs);
        return line with { Reason = Codes, Artefacts = Artefacts.IsEmpty ? null : Artefacts };
    }

    // A repeat is answered with the receipt of the first arrival.
    public IngestOutcome OutcomeOf(IntakeRequest request) =>
        Receipt is null ? IngestOutcome.Refused
        : Receipt.ReceivedAt == request.ReceivedAt ? IngestOutcome.Accepted
        : IngestOutcome.Repeated;
}
