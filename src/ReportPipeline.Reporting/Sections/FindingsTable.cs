using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Findings such as symptoms per visit: counts of those observed, and P with its test.</summary>
internal static class FindingsTable
{
    public static Table Of(ReportContext context, FindingsOverTimeEndpoint endpoint)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        ImmutableArray<Cell> p = context.IsClosed ? [Cell.Number(context.Vocabulary.Tables.PValue)] : [];
        MarkedTests tests = new(context, context.Comparison is null ? [] :
            endpoint.Variables.SelectMany(variable => endpoint.Visits.Select(visit => ResultPrinter.Id(endpoint.Id, set, context.Comparison, variable, visit, StatisticName.PValue))));
        ImmutableArray<Row> rows = [.. endpoint.Variables.SelectMany(variable => Rows(context, (printer, tests), endpoint, variable))];
        return new Table($"findings-{endpoint.Id}", Line.Of(Sentence.Plain(words.FindingsCaption, context.Label(endpoint.Title))),
            [2.6, .. groups.Select(_ => 2.0), .. context.IsClosed ? (double[])[1.0] : []],
            [Row.Header([Cell.Text(words.Visit), .. Population.Headings(context, printer, set, groups), .. p])], rows)
        {
            KeepTogether = false,
            Notes = [Population.Note(context, set), Line.Of(words.FindingsNote), .. tests.Note(), .. printer.Footnotes()],
        };
    }

    private static IEnumerable<Row> Rows(ReportContext context, (ResultPrinter Printer, MarkedTests Tests) with, FindingsOverTimeEndpoint endpoint, string variable)
    {
        (ResultPrinter printer, MarkedTests tests) = with;
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        yield return Row.Group(context.ParameterLabel(variable), groups.Length + (context.IsClosed ? 2 : 1));
        foreach (string visit in endpoint.Visits)
        {
            string Id(string group) => ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], group, variable, visit);
            ImmutableArray<Cell> p = context.Comparison is { } comparison ? [tests.Cell(printer, ResultPrinter.Id(Id(comparison), StatisticName.PValue))] : [];
            yield return new Row([Cell.Indented(context.VisitLabel(visit)), .. groups.Select(group => Cell.Number(printer.CountOfPercent(Id(group.Code)))), .. p]);
        }
    }
}
