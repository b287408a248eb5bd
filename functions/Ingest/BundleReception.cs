using System.Diagnostics;
using System.Security.Claims;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

/// <summary>Judges a body, keeps it, and only then lets the answer go.</summary>
internal sealed class BundleReception(
    BundleIntake intake, PipelineStorage storage, TimeProvider clock, ILogger<BundleReception> log)
{
    /// <exception cref="StorageUnavailableException">Nothing was acknowledged.</exception>
    public async Task<ReceptionAnswer> TakeAsync(
        SiteId site, byte[] body, FhirExchange exchange, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var request = new IntakeRequest(body, exchange.Sent, site, clock.GetUtcNow());
        var result = intake.Examine(request);
        var answer = result.Accepted && result.Preconditions.IsEmpty
            ? await KeepAsync(request, result, exchange, cancellation)
            : await RefuseAsync(request, result, exchange, cancellation);
        Measures.Issues(result.WithUnconfirmed(result.Preconditions).Issues);
        Measures.Ingested(site, answer.OutcomeOf(request), startedAt);
        return answer;
    }

    /// <summary>What taking the body would find; nothing is kept.</summary>
    public byte[] Validate(SiteId site, byte[] body, FhirExchange exchange) =>
        OperationOutcomes.Write(Judge(site, body, exchange.Sent).Issues, exchange.Wanted);

    /// <summary>What taking the body would find, before it is written down for anybody.</summary>
    public IntakeResult Judge(SiteId site, byte[] body, BundleFormat format)
    {
        var result = intake.Examine(new IntakeRequest(body, format, site, clock.GetUtcNow()));
        return result.WithUnconfirmed(result.Preconditions);
    }

    private async Task<ReceptionAnswer> KeepAsync(
        IntakeRequest request, IntakeResult result, FhirExchange exchange, CancellationToken cancellation)
    {
        var receipt = await storage.Bundles.AcceptAsync(request.Site, request.Body, request.ReceivedAt, cancellation);
        // A repeat is answered with the first arrival's versions and times, byte for byte.
        var first = receipt.ReceivedAt == request.ReceivedAt ? result : intake.Examine(request with { ReceivedAt = receipt.ReceivedAt });
        LogLines.BundleAccepted(log, request.Site.Value, receipt.Id);
        return new ReceptionAnswer(200, ResponseBundles.Write(first, receipt.Id, exchange.Prefer, exchange.Wanted), receipt)
        {
            Repeated = receipt.ReceivedAt != request.ReceivedAt,
        };
    }

    private async Task<ReceptionAnswer> RefuseAsync(
        IntakeRequest request, IntakeResult result, FhirExchange exchange, CancellationToken cancellation)
    {
        // Receiving keeps no index of current versions, so a condition on one is never confirmed here; and because a run
        // reads a kept bundle without asking again, one unconfirmed entry refuses a batch as a whole, too.
        var (status, issues) = result.Accepted
            ? (RequestIssues.VersionMismatch.HttpStatus, result.WithUnconfirmed(result.Preconditions).Issues)
            : (result.HttpStatus, result.Issues);
        var kept = OperationOutcomes.Write(issues, BundleFormat.Json);
        var keptAs = await storage.Rejected.AddAsync(new Refusal(request.Site, request.ReceivedAt, request.Body, kept), cancellation);
        LogLines.BundleRefused(log, request.Site.Value, status);
        var answer = exchange.Wanted == BundleFormat.Json ? kept : OperationOutcomes.Write(issues, exchange.Wanted);
        var codes = issues.Where(issue => issue.Severity >= IngestIssueSeverity.Error).Select(issue => issue.Code).Distinct(StringComparer.Ordinal);
        return new ReceptionAnswer(status, answer, null) { RefusedAs = keptAs, Codes = string.Join(' ', codes.Order(StringComparer.Ordinal)) };
    }
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

    /// <summary>Codes of the issues that refused it.</summary>
    public string? Codes { get; init; }

    public AuditEvent ToAuditEvent(ClaimsPrincipal sender) => Receipt is { } receipt
        ? new AuditEvent(sender, AuditAction.Submit, Repeated ? AuditOutcome.Repeated : AuditOutcome.Done, receipt.Id)
        : new AuditEvent(sender, AuditAction.Submit, AuditOutcome.Refused, RefusedAs) { Reason = Codes };

    // A repeat is answered with the receipt of the first arrival.
    public IngestOutcome OutcomeOf(IntakeRequest request) =>
        Receipt is null ? IngestOutcome.Refused
        : Receipt.ReceivedAt == request.ReceivedAt ? IngestOutcome.Accepted
        : IngestOutcome.Repeated;
}
