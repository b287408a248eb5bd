using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions;

/// <summary>POST /api/decisions/signatures: a committee member signs the decision list in use, see <c>docs/acts.md</c>.</summary>
internal static class SignDecisions
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/decisions/signatures", SignAsync).RequireAuthorization(Policies.Sign).WithMetadata(FhirErrors.Instance);

    private static async Task SignAsync(HttpContext context, ReportActs acts)
    {
        if (await ActAnswers.ReadAsync<DecisionsSignatureRequest>(context) is { } request)
            await ActAnswers.WriteAsync(context, await acts.SignDecisionsAsync(context.User, request, context.RequestAborted));
    }
}
