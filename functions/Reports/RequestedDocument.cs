using System.Security.Claims;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Reports;

/// <summary>
/// Which document an address asks for: <c>?language=</c> chooses among the protocol's languages, the first when absent;
/// <c>?audience=open|closed</c> the edition, the closed one when the caller may read it.
/// </summary>
internal static class RequestedDocument
{
    /// <summary>The document, or null after the refusal was written.</summary>
    public static async Task<ReportDocument?> ReadAsync(HttpContext context, string run)
    {
        var protocol = context.RequestServices.GetRequiredService<TrialProtocol>();
        var document = Asked(context, run, protocol);
        var refusal = !document.MayBeReadBy(context.User) ? EdgeError.NotAllowed
            : !IsLanguage(context, protocol) || ReportDocument.Parse(document.Name) is null ? EdgeError.NotFound
            : null;
        if (refusal is null)
            return document;
        await ErrorAnswer.WriteAsync(context, refusal);
        return null;
    }

    /// <summary>Sends a file of the run, or says that there is none; a run that is not complete has none.</summary>
    public static async Task SendAsync(HttpContext context, string run, string name, string contentType)
    {
        var (storage, runs) = (context.RequestServices.GetRequiredService<PipelineStorage>(), context.RequestServices.GetRequiredService<RunCatalogue>());
        if (await runs.FindAsync(run, context.RequestAborted) is not null && await storage.Reports.ReadAsync(name, context.RequestAborted) is { } bytes)
            await context.Response.SendAsync(contentType, bytes);
        else
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
    }

    private static ReportDocument Asked(HttpContext context, string run, TrialProtocol protocol)
    {
        var language = context.Request.Query["language"].ToString();
        var audience = context.Request.Query["audience"].ToString();
        return new ReportDocument(
            run,
            audience.Length > 0 ? audience : MostDetailedFor(context.User),
            protocol.ReportLanguages.Contains(language) ? language : protocol.ReportLanguages[0]);
    }

    private static bool IsLanguage(HttpContext context, TrialProtocol protocol) =>
        context.Request.Query["language"].ToString() is not { Length: > 0 } language || protocol.ReportLanguages.Contains(language);

    private static string MostDetailedFor(ClaimsPrincipal caller) =>
        caller.IsInRole(Roles.CommitteeClosed) ? ReportDocument.Closed : ReportDocument.Open;
}
