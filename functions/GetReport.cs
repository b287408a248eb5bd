using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;

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
        if (await RequestedDocument.ReadAsync(context, id) is not { } document)
            return;
        if (await runs.FindAsync(id, context.RequestAborted) is null
            || await storage.Reports.ReadAsync(document.Name, context.RequestAborted) is not { } bytes)
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
}
