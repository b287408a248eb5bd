using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Coded readings by subject and trial day, in the order of arm, subject and day.</summary>
internal static class ListingTable
{
    public static Table Of(ReportContext context, ListingEndpoint endpoint)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        IEnumerable<Row> rows = context.Arms.SelectMany(arm => context.Results.Of(endpoint.Id, set).Where(row => row.Group == arm.Code)
            .OrderBy(row => row.Variable, StringComparer.Ordinal).ThenBy(Day)
            .Select(row => Row.Body(
                Cell.Text(arm.Label),
                Cell.Text(row.Variable),
                Cell.Number(row.Level ?? ""),
                Cell.Text(printer.Coded(row.Id, value => context.ValueLabel(endpoint.Parameter, value))))));
        return new Table($"listing-{endpoint.Id}", Line.Of(Sentence.Plain(words.ListingCaption, context.Label(endpoint.Title))), [1.6, 1.6, 1.2, 5],
            [Row.Header(Cell.Text(words.Group), Cell.Text(words.Subject), Cell.Number(words.Day), Cell.Text(words.Reading))], rows)
        {
            KeepTogether = false,
            Notes = [Population.Note(context, set), ReadingsNote(context, printer, endpoint)],
        };
    }

    private static ImmutableArray<Inline> ReadingsNote(ReportContext context, ResultPrinter printer, ListingEndpoint endpoint)
    {
        string set = endpoint.AnalysisSets[0];
        string subjects = ResultPrinter.Id(endpoint.Id, set, ReportContext.TotalGroup, "subjects");
        return Sentence.Fill(context.Vocabulary.Analyses.ListingNote, printer.Count(ResultPrinter.Id(subjects, StatisticName.Count)), printer.Count(ResultPrinter.Id(subjects, StatisticName.Denominator)));
    }

    private static int Day(AnalysisResult row) => int.TryParse(row.Level, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int day) ? day : 0;
}
