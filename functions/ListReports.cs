using System.Security.Claims;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>GET /api/reports: the documents that the caller may read, oldest name first.</summary>
internal static class ListReports
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports", AnswerAsync).RequireAuthorization(Policies.Committee);

    private static async Task<IResult> AnswerAsync(ClaimsPrincipal caller, PipelineStorage storage, CancellationToken cancellation)
    {
        var documents = new List<ReportDocument>();
        await foreach (var name in storage.Reports.ListAsync(cancellation: cancellation))
        {
            if (ReportDocument.Parse(name) is { } document && document.MayBeReadBy(caller))
                documents.Add(document);
        }

        return TypedResults.Ok(new ReportList(documents));
    }

    private sealed record ReportList(IReadOnlyList<ReportDocument> Reports);
}
