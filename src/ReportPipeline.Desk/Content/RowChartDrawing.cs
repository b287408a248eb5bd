using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Content;

/// <summary>Geometry of a chart with a line per row: bands for stretches of time, small marks for what happened in them.</summary>
internal sealed class RowChartDrawing
{
    private const double Top = 8;
    private const double RowHeight = 20;
    private const double Right = 20;
    private const double MarkSize = 2.8;

    public RowChartDrawing(RowChartFigure chart)
    {
        Chart = chart;
        Left = Math.Clamp(Labels.Select(ChartDrawing.WidthOf).DefaultIfEmpty(0).Max() + 24, 60, 240);
        Horizontal = new ChartDrawing.Scale(chart.Horizontal, Left, ChartDrawing.Width - Right);
    }

    public RowChartFigure Chart { get; }

    public ChartDrawing.Scale Horizontal { get; }

    public double Left { get; }

    public double Bottom => Top + (RowHeight * Chart.Rows.Length);

    public double Height => Bottom + 50;

    /// <summary>What names each row, from the top.</summary>
    public IEnumerable<string> Labels => Chart.Rows.Select(row => string.Join(" · ", row.Select(cell => cell.Content.PlainText())));

    /// <summary>The base line of a row's label.</summary>
    public double LabelAt(int row) => Top + (RowHeight * (row + 0.5)) + 4.5;

    /// <summary>The row that a point belongs to, from 0 at the top.</summary>
    public int RowOf(ChartPoint point) => Math.Clamp(Chart.Rows.Length - 1 - (int)Math.Floor(point.Y), 0, Chart.Rows.Length - 1);

    /// <summary>Series of lines as one path, broken at its gaps.</summary>
    public string Path(ChartSeries series)
    {
        var (path, pen) = ("", "M");
        foreach (var point in series.Points)
        {
            if (!point.IsGap)
                path += $"{pen}{ChartDrawing.At(Horizontal.Of(point.X))} {ChartDrawing.At(VerticalOf(point))}";
            pen = point.IsGap ? "M" : "L";
        }

        return path;
    }

    public IEnumerable<string> Marks(ChartSeries series) => series.Points.Where(point => !point.IsGap)
        .Select(point => Mark(series.Look, Horizontal.Of(point.X), VerticalOf(point)));

    /// <summary>Marks differ by shape, so that nobody has to tell colours apart.</summary>
    public static string Mark(int look, double x, double y)
    {
        var (left, right, up, down) = (ChartDrawing.At(x - MarkSize), ChartDrawing.At(x + MarkSize), ChartDrawing.At(y - MarkSize), ChartDrawing.At(y + MarkSize));
        return (look % 3) switch
        {
            0 => $"M{left} {ChartDrawing.At(y)}a{MarkSize} {MarkSize} 0 1 0 {2 * MarkSize} 0a{MarkSize} {MarkSize} 0 1 0 -{2 * MarkSize} 0Z",
            1 => $"M{left} {up}L{right} {down}M{right} {up}L{left} {down}",
            _ => $"M{left} {up}H{right}V{down}H{left}Z",
        };
    }

    private double VerticalOf(ChartPoint point) => Top + (RowHeight * (Chart.Rows.Length - point.Y));
}
