using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions;

/// <summary>POST /api/reports/{id}/release: the operator releases a report that the committee has approved; takes no body.</summary>
internal static class ReleaseReport
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/reports/{id}/release", ReleaseAsync).RequireAuthorization(Policies.Operator).WithMetadata(FhirErrors.Instance);

    private static async Task ReleaseAsync(HttpContext context, string id, ReportActs acts) =>
        await ActAnswers.WriteAsync(context, await acts.ReleaseAsync(context.User, id, context.RequestAborted));
}
