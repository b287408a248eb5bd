using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions;

/// <summary>POST /api/fhir/Bundle/$validate: what an ingest would find, as an OperationOutcome; nothing is kept.</summary>
internal static class ValidateBundle
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/fhir/Bundle/$validate", AnswerAsync).RequireAuthorization(Policies.Site).RequireRateLimiting(SenderRate.Policy);

    private static async Task AnswerAsync(HttpContext context, PipelineSettings settings, BundleReception reception)
    {
        var body = await RequestBody.ReadAsync(context.Request, settings.BodyLimits);
        var (exchange, headerError) = FhirExchange.Read(context.Request);
        if ((headerError ?? body.Error) is { } error)
            await ErrorAnswer.WriteAsync(context, error);
        else
            await context.Response.SendAsync(exchange!.ContentType, await reception.ValidateAsync(Roles.SiteOf(context.User)!.Value, body.Bytes!, exchange, context.RequestAborted));
    }
}
