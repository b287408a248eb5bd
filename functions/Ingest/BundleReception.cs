using System.Collections.Immutable;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

/// <summary>Judges a body, keeps it, and only then lets the answer go.</summary>
internal sealed partial class BundleReception(
    BundleIntake intake, PipelineStorage storage, EntryConditions conditions, TimeProvider clock, ILogger<BundleReception> log)
{
    /// <exception cref="StorageUnavailableException">Nothing was acknowledged.</exception>
    public async Task<ReceptionAnswer> TakeAsync(
        SiteId site, byte[] body, FhirExchange exchange, CancellationToken cancellation)
    {
        var request = new IntakeRequest(body, exchange.Sent, site, clock.GetUtcNow());
        var result = intake.Judge(request);
        if (!result.Accepted)
            return await RefuseAsync(request, (result.HttpStatus, result.Issues), exchange, cancellation);
        // A run reads a kept bundle without asking again: one entry whose version is not confirmed refuses a batch as a whole, too.
        if (await FindUnconfirmedAsync(result, cancellation) is { Count: > 0 } unconfirmed)
            return await RefuseAsync(request, (RequestIssues.VersionMismatch.HttpStatus, result.WithUnconfirmed(unconfirmed).Issues), exchange, cancellation);
        return await KeepAsync(request, result, exchange, cancellation);
    }

    /// <summary>What taking the body now would find; nothing is kept or claimed.</summary>
    public async Task<byte[]> ValidateAsync(SiteId site, byte[] body, FhirExchange exchange, CancellationToken cancellation)
    {
        var result = intake.Judge(new IntakeRequest(body, exchange.Sent, site, clock.GetUtcNow()));
        var unconfirmed = await conditions.FindUnconfirmedAsync(result, cancellation);
        var existing = await conditions.FindExistingAsync(result, cancellation);
        return OperationOutcomes.Write(result.WithExisting(existing).WithUnconfirmed(unconfirmed).Issues, exchange.Wanted);
    }

    private async Task<IReadOnlyList<VersionPrecondition>> FindUnconfirmedAsync(IntakeResult result, CancellationToken cancellation) =>
        result.Preconditions.IsEmpty ? []
        : await conditions.FindUnconfirmedAsync(result, cancellation) is { Count: > 0 } unconfirmed ? unconfirmed
        : await conditions.ClaimSuccessionAsync(result, cancellation);

    private async Task<ReceptionAnswer> KeepAsync(
        IntakeRequest request, IntakeResult result, FhirExchange exchange, CancellationToken cancellation)
    {
        var bundle = new NewBundle(request.Site, request.Body, request.ReceivedAt) { RefusedEntries = RefusedEntries.Of(result) };
        var receipt = await storage.Bundles.AcceptAsync(bundle, cancellation);
        // A repeat is answered with the first arrival's versions and times, byte for byte.
        var first = receipt.ReceivedAt == request.ReceivedAt ? result : intake.Judge(request with { ReceivedAt = receipt.ReceivedAt });
        // After the bytes are kept, so that nobody is told of a resource that nobody has.
        var existing = await conditions.ClaimCreationAsync(first, cancellation);
        Accepted(log, request.Site.Value, receipt.Id);
        var body = ResponseBundles.Write(first.WithExisting(existing), receipt.Id, exchange.Prefer, exchange.Wanted);
        return new ReceptionAnswer(200, body, receipt);
    }

    private async Task<ReceptionAnswer> RefuseAsync(
        IntakeRequest request, (int Status, ImmutableArray<IngestIssue> Issues) refusal, FhirExchange exchange, CancellationToken cancellation)
    {
        var kept = OperationOutcomes.Write(refusal.Issues, BundleFormat.Json);
        await storage.Rejected.AddAsync(new Refusal(request.Site, request.ReceivedAt, request.Body, kept), cancellation);
        Refused(log, request.Site.Value, refusal.Status);
        var answer = exchange.Wanted == BundleFormat.Json ? kept : OperationOutcomes.Write(refusal.Issues, exchange.Wanted);
        return new ReceptionAnswer(refusal.Status, answer, null);
    }

    // The alerts of infra/ look for these names.
    [LoggerMessage(LogLevel.Information, "event=BundleAccepted site={Site} receipt={Receipt}")]
    private static partial void Accepted(ILogger log, string site, string receipt);

    [LoggerMessage(LogLevel.Information, "event=BundleRefused site={Site} status={Status}")]
    private static partial void Refused(ILogger log, string site, int status);
}

/// <param name="Status">HTTP status.</param>
/// <param name="Body">The response Bundle, or the OperationOutcome that refuses.</param>
/// <param name="Receipt">The proof of keeping; null for a refused body.</param>
internal sealed record ReceptionAnswer(int Status, byte[] Body, Receipt? Receipt);
