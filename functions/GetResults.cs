using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>GET /api/reports/{id}/results: the analysis results behind a report, by arm and therefore closed.</summary>
internal static class GetResults
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports/{id}/results", AnswerAsync).RequireAuthorization(Policies.CommitteeClosed);

    private static async Task AnswerAsync(HttpContext context, string id, PipelineStorage storage, RunCatalogue runs, AuditTrail audit)
    {
        if (await runs.FindAsync(id, context.RequestAborted) is not null
            && await storage.Results.ReadAsync($"{id}/results.json", context.RequestAborted) is { } bytes)
        {
            await audit.RecordAsync(new AuditEvent(context.User, AuditAction.ReadResults, AuditOutcome.Done, id), context.RequestAborted);
            await context.Response.SendAsync("application/json; charset=utf-8", bytes);
        }
        else
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
        }
    }
}
