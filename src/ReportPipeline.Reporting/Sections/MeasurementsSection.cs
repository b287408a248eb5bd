using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>A quantity over the visits: means as a line chart, and n, mean, SD and median as a table.</summary>
internal static class MeasurementsSection
{
    public static IEnumerable<Block> Write(ReportContext context, MeasurementsOverTimeEndpoint endpoint) =>
        endpoint.Variables.SelectMany(variable => (Block[])[Chart(context, endpoint, variable), Table(context, endpoint, variable)]);

    private static string Id(MeasurementsOverTimeEndpoint endpoint, ReportGroup group, params ReadOnlySpan<string> parts) =>
        ResultPrinter.Id([endpoint.Id, endpoint.AnalysisSets[0], group.Code, .. parts]);

    private static ChartFigure Chart(ReportContext context, MeasurementsOverTimeEndpoint endpoint, string variable)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        string label = context.ParameterLabel(variable);
        ImmutableArray<Visit> visits = [.. context.Protocol.Visits.Where(visit => endpoint.Visits.Contains(visit.Id)).OrderBy(visit => visit.Day)];
        ImmutableArray<ChartSeries> series = [.. context.ArmsOrTotal.Select((group, look) => new ChartSeries(group.Label,
            [.. visits.Select(visit => (visit.Day, Row: Id(endpoint, group, variable, visit.Id, StatisticName.Mean)))
                .Where(point => printer.ValueOf(point.Row) is not null)
                .Select(point => new ChartPoint(point.Day, printer.ValueOf(point.Row)!.Value, YResultId: point.Row))],
            look, SeriesKind.MarkedLine))];
        ChartAxis vertical = Scale(Sentence.Plain(words.MeanAxis, label), [.. series.SelectMany(item => item.Points).Select(point => point.Y)]);
        int last = visits.IsEmpty ? 1 : visits[^1].Day, first = visits.IsEmpty ? 0 : Math.Min(0, visits[0].Day);
        ChartAxis horizontal = new(words.DayAxis, first < 0 ? -5 : 0, Math.Ceiling(last / 5.0) * 5, 5, "0");
        return new ChartFigure($"means-{endpoint.Id}-{variable}", Line.Of(Sentence.Plain(words.MeanCaption, label)),
            Alternative(context, printer, endpoint, variable), new ChartAxes(horizontal, vertical), series)
        {
            Notes = [Population.Note(context, endpoint.AnalysisSets[0]), Line.Of(words.MeanNote)],
        };
    }

    /// <summary>A scale from a round number below the smallest value to one above the largest.</summary>
    private static ChartAxis Scale(string title, ImmutableArray<double> values)
    {
        double low = values.IsEmpty ? 0 : values.Min(), high = values.IsEmpty ? 1 : values.Max();
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(high - low, 1e-6))));
        double step = (high - low) / unit > 5 ? 2 * unit : (high - low) / unit > 2 ? unit : unit / 2;
        return new ChartAxis(title, Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step, "General");
    }

    private static ImmutableArray<Inline> Alternative(ReportContext context, ResultPrinter printer, MeasurementsOverTimeEndpoint endpoint, string variable)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        string first = endpoint.Visits[0], last = endpoint.Visits[^1];
        return
        [
            .. Sentence.Fill(words.MeanAlternative, context.ParameterLabel(variable)),
            .. context.ArmsOrTotal.SelectMany(group => Sentence.Fill(words.MeanAlternativeGroup, group.Label,
                printer.Fixed(Id(endpoint, group, variable, first, StatisticName.Mean), 1), context.VisitLabel(first),
                printer.Fixed(Id(endpoint, group, variable, last, StatisticName.Mean), 1), context.VisitLabel(last))),
        ];
    }

    private static Table Table(ReportContext context, MeasurementsOverTimeEndpoint endpoint, string variable)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        int decimals = context.Protocol.FindParameter(variable)?.Decimals ?? 0;
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        ImmutableArray<Inline> Values(string prefix) =>
        [
            printer.Count(ResultPrinter.Id(prefix, StatisticName.Count)), context.Vocabulary.Tables.ListSeparator,
            .. printer.MeanDeviation(prefix, decimals), context.Vocabulary.Tables.ListSeparator,
            printer.Fixed(ResultPrinter.Id(prefix, StatisticName.Median), decimals + 1),
        ];
        ImmutableArray<Row> rows = [.. endpoint.Visits.Select(visit =>
            new Row([Cell.Text(context.VisitLabel(visit)), .. groups.Select(group => Cell.Number(Values(Id(endpoint, group, variable, visit))))]))];
        return new Table($"measurements-{endpoint.Id}-{variable}", Line.Of(Sentence.Plain(words.MeanTableCaption, context.ParameterLabel(variable), words.StatisticsHeader)),
            [1.6, .. groups.Select(_ => 2.6)],
            [Row.Header([Cell.Text(words.Visit), .. Population.Headings(context, printer, endpoint.AnalysisSets[0], groups)])], rows)
        {
            Notes = [Population.Note(context, endpoint.AnalysisSets[0]), .. printer.Footnotes()],
        };
    }
}
