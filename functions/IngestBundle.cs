using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>
/// POST /api/fhir: takes a Bundle from a hospital. The answer is sent only after the raw bytes and a line in the audit
/// trail are kept; what is
/// refused is kept apart with the reasons.
/// </summary>
internal static class IngestBundle
{
    /// <summary>Carries the receipt's id; the receipt itself is at /api/fhir/receipts/{id}.</summary>
    public const string ReceiptHeader = "X-ReportPipeline-Receipt";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/fhir", TakeAsync).RequireAuthorization(Policies.Site).RequireRateLimiting(SenderRate.Policy);

    private static async Task TakeAsync(
        HttpContext context, PipelineSettings settings, BundleReception reception, AuditTrail audit)
    {
        var body = await RequestBody.ReadAsync(context.Request, settings.BodyLimits);
        var (exchange, headerError) = FhirExchange.Read(context.Request);
        if ((headerError ?? body.Error) is { } error)
        {
            await audit.RecordAsync(
                new AuditEvent(context.User, AuditAction.Submit, AuditOutcome.Refused) { Reason = error.Code }, context.RequestAborted);
            await ErrorAnswer.WriteAsync(context, error);
            return;
        }

        var answer = await reception.TakeAsync(Roles.SiteOf(context.User)!.Value, body.Bytes!, exchange!, context.RequestAborted);
        // After the bytes are kept and before they are acknowledged: what is acknowledged is in the trail, and when the trail
        // cannot be written, the sender hears 503, sends again and gets the same receipt.
        await audit.RecordAsync(answer.ToAuditEvent(context.User), context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        if (answer.Receipt is { } receipt)
            context.Response.Headers[ReceiptHeader] = receipt.Id;
        await context.Response.SendAsync(exchange!.ContentType, answer.Body);
    }
}
