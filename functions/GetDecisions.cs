using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions;

/// <summary>GET /api/decisions: the decision list in use, its hash and who has signed it, for committee and operator.</summary>
internal static class GetDecisions
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/decisions", AnswerAsync).RequireAuthorization(Policies.Acts).WithMetadata(FhirErrors.Instance);

    private static async Task AnswerAsync(HttpContext context, ReportActs acts)
    {
        var state = await acts.FindDecisionsAsync(context.RequestAborted);
        await ActAnswers.WriteAsync(context, StatusCodes.Status200OK,
            new { state.Sha256, state.Approved, state.List.Decisions, Acts = state.Acts.Select(ActLine.Of) });
    }
}
