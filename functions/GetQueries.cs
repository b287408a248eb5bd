using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Runs;

namespace ReportPipeline.Functions;

/// <summary>GET /api/fhir/queries: a hospital's own data queries, open and answered, as of the newest run.</summary>
internal static class GetQueries
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/fhir/queries", AnswerAsync).RequireAuthorization(Policies.Site);

    private static Task AnswerAsync(HttpContext context, SiteFeedback feedback) =>
        FeedbackAnswer.SendAsync(context, feedback, FeedbackFile.Queries, AuditAction.ReadQueries);
}
