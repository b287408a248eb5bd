using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;

namespace ReportPipeline.Functions;

/// <summary>GET /api/reports/{id}/manifest: the manifest of the document that GET /api/reports/{id} gives for the same query.</summary>
internal static class GetManifest
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports/{id}/manifest", AnswerAsync).RequireAuthorization(Policies.Committee);

    private static async Task AnswerAsync(HttpContext context, string id)
    {
        if (await RequestedDocument.ReadAsync(context, id) is { } document)
            await RequestedDocument.SendAsync(context, id, ManifestNames.ManifestOf(document.Name), "application/json; charset=utf-8");
    }
}
