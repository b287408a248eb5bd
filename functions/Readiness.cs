using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>GET /api/health/ready: storage answers, or 503. For operators, because it tells about the inside.</summary>
internal static class Readiness
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/health/ready", AnswerAsync).RequireAuthorization(Policies.Operator);

    private static async Task<IResult> AnswerAsync(PipelineStorage storage, CancellationToken cancellation)
    {
        await storage.CheckAsync(cancellation);
        return TypedResults.Text("ready");
    }
}
