using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Status;

namespace ReportPipeline.Functions;

/// <summary>GET /api/status: the last run, what failed since, what waits, and whether the newest ledger entries hold; for operators.</summary>
internal static class GetStatus
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/status", AnswerAsync).RequireAuthorization(Policies.Operator);

    private static async Task AnswerAsync(HttpContext context, PipelineStatus status) =>
        await ActAnswers.WriteAsync(context, StatusCodes.Status200OK, await status.ReadAsync(context.RequestAborted));
}
