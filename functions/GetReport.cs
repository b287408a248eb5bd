using System.Security.Claims;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions;

/// <summary>
/// GET /api/reports/{id}: the Word document. <c>?language=</c> chooses among the protocol's languages, the first when
/// absent; <c>?audience=open|closed</c> the edition, the closed one when the caller may read it.
/// </summary>
internal static class GetReport
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports/{id}", AnswerAsync).RequireAuthorization(Policies.Committee);

    private static async Task AnswerAsync(
        HttpContext context, string id, PipelineStorage storage, RunCatalogue runs, AuditTrail audit)
    {
        var protocol = context.RequestServices.GetRequiredService<TrialProtocol>();
        var document = Asked(context, id, protocol);
        if (!document.MayBeReadBy(context.User))
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotAllowed);
            return;
        }

        var run = await runs.FindAsync(id, context.RequestAborted);
        var bytes = run is null ? null : await storage.Reports.ReadAsync(document.Name, context.RequestAborted);
        if (bytes is null || !IsLanguage(context, protocol) || ReportDocument.Parse(document.Name) is null)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        await audit.RecordAsync(new AuditEvent(context.User, AuditAction.ReadReport, AuditOutcome.Done, document.Name), context.RequestAborted);
        // What a signature is bound to.
        context.Response.Headers.ETag = $"\"{BundleArchive.HashOf(bytes)}\"";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"report.{document.Language}.docx\"";
        await context.Response.SendAsync(ReportDocument.ContentType, bytes);
    }

    private static ReportDocument Asked(HttpContext context, string id, TrialProtocol protocol)
    {
        var language = context.Request.Query["language"].ToString();
        var audience = context.Request.Query["audience"].ToString();
        return new ReportDocument(
            id,
            audience.Length > 0 ? audience : MostDetailedFor(context.User),
            protocol.ReportLanguages.Contains(language) ? language : protocol.ReportLanguages[0]);
    }

    private static bool IsLanguage(HttpContext context, TrialProtocol protocol) =>
        context.Request.Query["language"].ToString() is not { Length: > 0 } language || protocol.ReportLanguages.Contains(language);

    private static string MostDetailedFor(ClaimsPrincipal caller) =>
        caller.IsInRole(Roles.CommitteeClosed) ? ReportDocument.Closed : ReportDocument.Open;
}
