using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;

namespace ReportPipeline.Functions;

/// <summary>GET /api/reports/{id}/signature: the signature (DER) over the exact bytes that GET /api/reports/{id}/manifest gives.</summary>
internal static class GetManifestSignature
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports/{id}/signature", AnswerAsync).RequireAuthorization(Policies.Committee);

    private static async Task AnswerAsync(HttpContext context, string id)
    {
        if (await RequestedDocument.ReadAsync(context, id) is { } document)
        {
            var name = ManifestNames.SignatureOf(ManifestNames.ManifestOf(document.Name));
            await RequestedDocument.SendAsync(context, id, name, "application/octet-stream");
        }
    }
}
