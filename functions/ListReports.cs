using System.Collections.Immutable;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>
/// GET /api/reports: the documents of complete runs that the caller may read, in order of data cut-off, each with the status
/// of its report and the signatures.
/// </summary>
internal static class ListReports
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/reports", AnswerAsync).RequireAuthorization(Policies.Committee);

    private static async Task AnswerAsync(HttpContext context, PipelineStorage storage, ReportActs acts)
    {
        var listed = ImmutableArray.CreateBuilder<ListedDocument>();
        foreach (var state in await acts.ListAsync(context.RequestAborted))
        {
            await foreach (var name in storage.Reports.ListAsync($"{state.Run.RunId}/", context.RequestAborted))
            {
                if (ReportDocument.Parse(name) is { } document && document.MayBeReadBy(context.User))
                    listed.Add(ListedDocument.Of(document, state));
            }
        }

        await ActAnswers.WriteAsync(context, StatusCodes.Status200OK, new { Reports = listed.ToImmutable() });
    }

    /// <param name="Run">Id of the run that made it.</param>
    /// <param name="Signatures">The acts on this document, and the release of its report.</param>
    private sealed record ListedDocument(
        string Run,
        string Audience,
        string Language,
        string Name,
        long LedgerSequence,
        DateTimeOffset DataCutOff,
        ReportStatus Status,
        ImmutableArray<ActLine> Signatures)
    {
        public static ListedDocument Of(ReportDocument document, ReportState state) => new(
            document.Run, document.Audience, document.Language, document.Name,
            state.Run.LedgerSequence, state.Run.DataCutOff, state.Status,
            [
                .. state.Acts
                    .Where(stored => stored.Act.Documents.Any(acted => acted.Name == document.Name))
                    .Select(stored => ActLine.Of(stored).About(document.Name)),
            ]);
    }
}
