using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>GET /api/fhir/receipts/{id}: a hospital reads its own receipt. Another's looks like one that never was.</summary>
internal static class GetReceipt
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/fhir/receipts/{id}", AnswerAsync).RequireAuthorization(Policies.Site);

    private static async Task AnswerAsync(HttpContext context, string id, PipelineStorage storage)
    {
        var site = Roles.SiteOf(context.User)!.Value;
        if (await storage.Bundles.FindReceiptAsync(site, id, context.RequestAborted) is { } receipt)
            await context.Response.WriteAsJsonAsync(ReceiptDocument.Of(receipt), context.RequestAborted);
        else
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
    }
}
