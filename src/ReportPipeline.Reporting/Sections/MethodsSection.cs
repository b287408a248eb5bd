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
        yield return Paragraph.Body(words.MethodsText) with { KeepWithNext = true };
        yield return new Table("conventions", Line.Of(words.MethodsCaption), [3, 3, 4],
            [Row.Header(Cell.Text(words.Analysis), Cell.Text(words.Method), Cell.Text(words.Convention))],
            [.. context.Protocol.Endpoints.SelectMany(endpoint => Rows(context, endpoint))])
        {
            KeepTogether = false,
        };
        yield return Paragraph.Body(words.NumberRules);
    }

    private static IEnumerable<Row> Rows(ReportContext context, EndpointDefinition endpoint)
    {
        var methods = context.Results.Of(endpoint.Id)
            .Where(row => (row.Method ?? row.Convention) is not null && (context.IsClosed || row.Group == ReportContext.TotalGroup))
            .GroupBy(row => row.Method, row => row.Convention)
            .Select(group => (Method: group.Key, Conventions: group.OfType<string>().Distinct().Select(context.Vocabulary.Term)))
            .ToList();
        for (int index = 0; index < methods.Count; index++)
        {
            yield return Row.Body(
                Cell.Text(index == 0 ? $"{endpoint.Id} {context.Label(endpoint.Title)}" : ""),
                Cell.Text(methods[index].Method is { } method ? context.Vocabulary.Term(method) : context.Vocabulary.Closing.Descriptive),
                Cell.Text(string.Join(context.Vocabulary.Tables.ListSeparator, methods[index].Conventions)));
        }
    }
}
