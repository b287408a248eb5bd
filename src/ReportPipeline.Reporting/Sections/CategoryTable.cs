using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Subjects per value of a coded parameter, with one P over all values.</summary>
internal static class CategoryTable
{
    public static Table Of(ReportContext context, CategoryEndpoint endpoint)
    {
        ResultPrinter printer = context.NewPrinter();
        TableWords words = context.Vocabulary.Tables;
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([endpoint.Id, set, group, endpoint.Parameter, .. parts]);
        Row ValueRow(string label, Func<string, ImmutableArray<Inline>> cell) => new([Cell.Text(label), .. groups.Select(group => Cell.Number(cell(group.Code)))]);
        ImmutableArray<Row> rows =
        [
            .. (context.Protocol.FindParameter(endpoint.Parameter)?.Values ?? []).Select(value =>
                ValueRow(context.Label(value.Label), group => printer.CountPercent(Id(group, value.Value)))),
            ValueRow(words.MissingValues, group => [printer.Count(Id(group, StatisticName.Missing))]),
        ];
        return new Table($"category-{endpoint.Id}", Line.Of(context.Label(endpoint.Title)), [4, .. groups.Select(_ => 1.8)],
            [Row.Header([Cell.Text(context.ParameterLabel(endpoint.Parameter)), .. Population.Headings(context, printer, set, groups)])], rows)
        {
            Notes = [Population.Note(context, set), Line.Of(words.CountNote), .. Comparison(context, printer, endpoint), .. printer.Footnotes()],
        };
    }

    private static IEnumerable<ImmutableArray<Inline>> Comparison(ReportContext context, ResultPrinter printer, CategoryEndpoint endpoint)
    {
        if (context.Comparison is { } comparison)
        {
            string p = ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], comparison, endpoint.Parameter, StatisticName.PValue);
            string test = context.TestNames([p]).FirstOrDefault() ?? context.Vocabulary.Tables.Missing;
            yield return printer.IsHeldBack(p) ? Line.Of(context.Vocabulary.Tables.ComparisonHeldBack) : Sentence.Fill(context.Vocabulary.Analyses.PValueNote, printer.PValue(p), test);
        }
    }
}
