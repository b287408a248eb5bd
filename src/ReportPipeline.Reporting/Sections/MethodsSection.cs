using ReportPipeline.Reporting.Content;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Every method and convention by name, as the result rows carry them.</summary>
internal static class MethodsSection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        ClosingWords words = context.Vocabulary.Closing;
        yield return new Heading(1, words.Methods, "methods");
        yield return Paragraph.Body(words.MethodsText);
        yield return new Table("conventions", Line.Of(words.MethodsCaption), [3, 3, 4],
            [Row.Header(Cell.Text(words.Analysis), Cell.Text(words.Method), Cell.Text(words.Convention))],
            [.. context.Protocol.Endpoints.Where(endpoint => context.IsClosed || endpoint is not TimeToEventEndpoint).SelectMany(endpoint => Rows(context, endpoint))])
        {
            KeepTogether = false,
        };
        yield return Paragraph.Body(words.NumberRules);
    }

    private static IEnumerable<Row> Rows(ReportContext context, EndpointDefinition endpoint)
    {
        var methods = context.Results.Of(endpoint.Id).Where(row => row.Method is not null).Select(row => (row.Method, row.Convention)).Distinct().ToList();
        for (int index = 0; index < methods.Count; index++)
        {
            (string? method, string? convention) = methods[index];
            yield return Row.Body(
                Cell.Text(index == 0 ? $"{endpoint.Id} {context.Label(endpoint.Title)}" : ""),
                Cell.Text(context.Vocabulary.Term(method!)),
                Cell.Text(convention is null ? "" : context.Vocabulary.Term(convention)));
        }
    }
}
