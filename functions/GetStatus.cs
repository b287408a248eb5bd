using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Status;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions;

/// <summary>GET /api/status: the last run, what failed since, what waits, whether the newest ledger entries hold, and what the protocol asks for in vain; for operators.</summary>
internal static class GetStatus
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/status", AnswerAsync).RequireAuthorization(Policies.Operator);

    private static async Task AnswerAsync(HttpContext context, PipelineStatus status, ProtocolReading protocol) => await ActAnswers.WriteAsync(
        context, StatusCodes.Status200OK, await status.ReadAsync(context.RequestAborted) with { ProtocolWarnings = protocol.Warnings });
}
