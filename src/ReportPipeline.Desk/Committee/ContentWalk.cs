using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Committee;

/// <summary>Everything that a document says, line by line, and everything that it draws.</summary>
internal static class ContentWalk
{
    public static IEnumerable<ImmutableArray<Inline>> Lines(IEnumerable<Block> blocks) => blocks.SelectMany(LinesOf);

    /// <summary>Ids of results that are drawn as points or intervals.</summary>
    public static IEnumerable<string> Drawn(IEnumerable<Block> blocks) => blocks.SelectMany(DrawnIn);

    private static IEnumerable<ImmutableArray<Inline>> LinesOf(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.Content],
        Facts facts => facts.Items.Select(fact => fact.Value),
        Table table => [table.Caption, .. table.Notes, .. Cells(table.Header), .. Cells(table.Rows)],
        ChartFigure chart => [.. Frame(chart), .. chart.AtRisk?.Rows.SelectMany(row => row.Counts) ?? []],
        ForestFigure forest => [.. Frame(forest), .. forest.Header.Select(cell => cell.Content), .. forest.Rows.SelectMany(row => row.Cells).Select(cell => cell.Content)],
        RowChartFigure rows => [.. Frame(rows), .. rows.Header.Select(cell => cell.Content), .. rows.Rows.SelectMany(row => row).Select(cell => cell.Content)],
        FlowFigure flow => [.. Frame(flow), .. flow.Boxes.SelectMany(box => box.Lines)],
        Landscape wide => Lines(wide.Blocks),
        _ => [],
    };

    private static IEnumerable<ImmutableArray<Inline>> Frame(Figure figure) => [figure.Caption, figure.AlternativeText, .. figure.Notes];

    private static IEnumerable<ImmutableArray<Inline>> Cells(IEnumerable<Row> rows) => rows.SelectMany(row => row.Cells).Select(cell => cell.Content);

    private static IEnumerable<string> DrawnIn(Block block) => block switch
    {
        ChartFigure chart => DrawnIn(chart.Series),
        RowChartFigure rows => DrawnIn(rows.Series),
        ForestFigure forest => forest.Rows.Select(row => row.Interval).OfType<ForestInterval>()
            .SelectMany(interval => new[] { interval.Estimate, interval.Lower, interval.Upper }).OfType<ForestValue>().Select(value => value.ResultId),
        Landscape wide => Drawn(wide.Blocks),
        _ => [],
    };

    private static IEnumerable<string> DrawnIn(ImmutableArray<ChartSeries> series) =>
        series.SelectMany(one => one.Points).SelectMany(point => new[] { point.XResultId, point.YResultId }).OfType<string>();
}
