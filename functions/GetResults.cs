using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>GET /api/reports/{id}/results: the analysis results behind a report, by arm and therefore closed.</summary>
internal static class GetResults
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports/{id}/results", AnswerAsync).RequireAuthorization(Policies.CommitteeClosed);

    private static async Task AnswerAsync(HttpContext context, string id, PipelineStorage storage, AuditTrail audit)
    {
        if (await storage.Results.ReadAsync($"{id}/results.json", context.RequestAborted) is { } bytes)
        {
            await audit.RecordAsync(context.User, "results.read", id, context.RequestAborted);
            await context.Response.SendAsync("application/json; charset=utf-8", bytes);
        }
        else
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
        }
    }
}
