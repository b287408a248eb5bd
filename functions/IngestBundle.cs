using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions;

/// <summary>
/// POST /api/fhir: takes a Bundle from a hospital. The answer is sent only after the raw bytes are kept; what is
/// refused is kept apart with the reasons.
/// </summary>
internal static class IngestBundle
{
    /// <summary>Carries the receipt's id; the receipt itself is at /api/fhir/receipts/{id}.</summary>
    public const string ReceiptHeader = "X-ReportPipeline-Receipt";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/fhir", TakeAsync).RequireAuthorization(Policies.Site).RequireRateLimiting(SenderRate.Policy);

    private static async Task TakeAsync(
        HttpContext context, PipelineSettings settings, BundleReception reception)
    {
        var body = await RequestBody.ReadAsync(context.Request, settings.BodyLimits);
        if (body.Error is { } error)
        {
            await ErrorAnswer.WriteAsync(context, error);
            return;
        }

        var answer = await reception.TakeAsync(Roles.SiteOf(context.User)!.Value, body.Bytes!, context.RequestAborted);
        context.Response.StatusCode = answer.Verdict.Status;
        context.Response.ContentType = "application/fhir+json; charset=utf-8";
        if (answer.Receipt is { } receipt)
            context.Response.Headers[ReceiptHeader] = receipt.Id;
        await context.Response.Body.WriteAsync(answer.Verdict.Answer, context.RequestAborted);
    }
}
