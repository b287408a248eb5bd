using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions;

/// <summary>GET /api/reports/{id}/acts: a report's status and who signed or released it, for committee and operator.</summary>
internal static class GetActs
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports/{id}/acts", AnswerAsync).RequireAuthorization(Policies.Acts).WithMetadata(FhirErrors.Instance);

    private static async Task AnswerAsync(HttpContext context, string id, ReportActs acts)
    {
        if (await acts.FindAsync(id, context.RequestAborted) is { } state)
            await ActAnswers.WriteAsync(context, StatusCodes.Status200OK, new { state.Run.RunId, state.Status, Acts = state.Acts.Select(ActLine.Of) });
        else
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
    }
}
