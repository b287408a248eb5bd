using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Numbers of days per group: who has one, mean, median, range, the shift between the groups and P with its test.</summary>
internal static class DurationsTable
{
    public static Table Of(ReportContext context, ImmutableArray<DurationEndpoint> endpoints)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoints[0].AnalysisSets[0];
        ImmutableArray<ReportGroup> groups = context.ArmsOrTotal;
        ImmutableArray<Cell> comparison = context.IsClosed ? [Cell.Number(words.Shift), Cell.Number(context.Vocabulary.Tables.PValue)] : [];
        ImmutableArray<Row> rows = [.. endpoints.SelectMany(endpoint => Rows(context, printer, endpoint))];
        IEnumerable<string> tests = context.Comparison is null ? [] : context.TestNames(endpoints.Select(endpoint => P(endpoint, context.Comparison)));
        return new Table("durations", Line.Of(context.IsClosed ? words.DurationCaption : words.DurationPooledCaption), [3.4, .. groups.Select(_ => 2.2), .. context.IsClosed ? (double[])[2.2, 1] : []],
            [Row.Header([Cell.Text(words.Outcome), .. Population.Headings(context, printer, set, groups), .. comparison])], rows)
        {
            Notes = [Population.Note(context, set), Line.Of(words.DurationNote), .. context.IsClosed ? (ImmutableArray<Inline>[])[Line.Of(words.ShiftNote)] : [], .. Population.PNote(context, tests), .. printer.Footnotes()],
        };
    }

    private static string P(DurationEndpoint endpoint, string comparison) =>
        ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], comparison, "days", StatisticName.PValue);

    private static IEnumerable<Row> Rows(ReportContext context, ResultPrinter printer, DurationEndpoint endpoint)
    {
        TableWords words = context.Vocabulary.Tables;
        ImmutableArray<ReportGroup> groups = context.ArmsOrTotal;
        string Prefix(string group) => ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], group, "days");
        ImmutableArray<Cell> comparison = context.Comparison is { } arms
            ? [Cell.Number(printer.EstimateInterval(ResultPrinter.Id(Prefix(arms), "shift"), 1)), Cell.Number(printer.PValue(P(endpoint, arms)))]
            : [];
        ImmutableArray<Cell> blank = context.IsClosed ? [Cell.Empty, Cell.Empty] : [];
        Row ValueRow(string label, Func<string, ImmutableArray<Inline>> cell) =>
            new([Cell.Indented(label), .. groups.Select(group => Cell.Number(cell(Prefix(group.Code)))), .. blank]);
        yield return new Row([Cell.Text(new Words(context.Label(endpoint.Title), Emphasis.Strong)), .. groups.Select(_ => Cell.Empty), .. comparison], RowKind.Group);
        yield return ValueRow(context.Vocabulary.Analyses.Observed, prefix => [printer.Count(ResultPrinter.Id(prefix, StatisticName.Count))]);
        yield return ValueRow(words.MeanSd, prefix => printer.MeanDeviation(prefix, 0));
        yield return ValueRow(words.MedianQuartiles, prefix => printer.MedianQuartiles(prefix, 0));
        yield return ValueRow(words.Range, prefix => printer.Range(prefix, 0));
    }
}
