using ReportPipeline.Custody.Acts;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Reports;

namespace ReportPipeline.Functions;

/// <summary>POST /api/reports/{id}/signatures: a committee member signs one document of a report, see <c>docs/acts.md</c>.</summary>
internal static class SignReport
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/reports/{id}/signatures", SignAsync).RequireAuthorization(Policies.Sign).WithMetadata(FhirErrors.Instance);

    private static async Task SignAsync(HttpContext context, string id, ReportActs acts)
    {
        if (await ActAnswers.ReadAsync<Request>(context) is not { } sent)
            return;
        var request = new SignatureRequest(
            new ReportDocument(id, sent.Audience, sent.Language), sent.DocumentSha256, sent.Meaning, sent.Reason);
        await ActAnswers.WriteAsync(context, await acts.SignAsync(context.User, request, context.RequestAborted));
    }

    private sealed record Request(string Audience, string Language, string DocumentSha256, ActMeaning Meaning, string? Reason = null);
}
