using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Runs;

namespace ReportPipeline.Functions;

/// <summary>
/// GET /api/fhir/completeness: expected against received assessments of a hospital's own subjects, as of the newest run.
/// </summary>
internal static class GetCompleteness
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/fhir/completeness", AnswerAsync).RequireAuthorization(Policies.Site);

    private static Task AnswerAsync(HttpContext context, SiteFeedback feedback) =>
        FeedbackAnswer.SendAsync(context, feedback, FeedbackFile.Completeness, AuditAction.ReadCompleteness);
}
