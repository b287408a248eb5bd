using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>
/// Writes a forest plot: rows of exact height, and one native chart in a cell merged over all of them, whose vertical scale counts
/// rows. Each interval therefore stands at the height of its row in Word and in LibreOffice.
/// </summary>
internal sealed class ForestWriter(Markup xml, LineWriter lines, TableWriter tables, Drawings drawings)
{
    private const int RowHeight = 300; // twips
    private const int AxisHeight = 640; // tick labels and title under the last row
    private const int ReferenceLook = 4;

    // The narrowest and widest scale that is still readable; an interval that goes on ends at the edge.
    private const double SmallestRatio = 0.001;
    private const double LargestRatio = 1000;

    public void Write(ForestFigure figure, PageGeometry page)
    {
        ImmutableArray<int> grid = TableWriter.Scale(figure.Columns, page.TextWidth);
        tables.Start("ReportTable", grid, firstRow: true);
        tables.StartRow(header: true);
        for (int column = 0; column < figure.Header.Length; column++)
        {
            Cell cell = figure.Header[column];
            tables.WriteCell(grid[column], 1, () => lines.Paragraph(TableWriter.StyleOf(cell, RowKind.Header), cell.Content, keepWithNext: true));
        }

        tables.WriteCell(grid[^1], 1, () => lines.Paragraph("TableHeader", [], keepWithNext: true));
        xml.End();
        for (int row = 0; row <= figure.Rows.Length; row++)
        {
            Row(figure, grid, row);
        }

        xml.End();
    }

    /// <summary>A row of the table; the one after the last is as high as the axis.</summary>
    private void Row(ForestFigure figure, ImmutableArray<int> grid, int row)
    {
        bool isAxis = row == figure.Rows.Length;
        tables.StartExactRow(isAxis ? AxisHeight : RowHeight);
        for (int column = 0; column < figure.Header.Length; column++)
        {
            Cell cell = isAxis ? Cell.Empty : figure.Rows[row].Cells[column];
            tables.WriteCell(grid[column], 1, () => lines.Paragraph(TableWriter.StyleOf(cell, RowKind.Body), cell.Content, keepWithNext: true));
        }

        tables.WriteMergedCell(grid[^1], first: row == 0, () => MergedContent(figure, grid[^1], row));
        xml.End();
    }

    private void MergedContent(ForestFigure figure, int width, int row)
    {
        lines.Open("RiskLabel", keepWithNext: true);
        if (row == 0)
        {
            int height = (figure.Rows.Length * RowHeight) + AxisHeight;
            var area = new PlotArea(0.04, 0, 0.92, figure.Rows.Length * RowHeight / (double)height);
            string relation = drawings.AddChart(Chart(figure), area);
            var frame = new DrawingFrame(FigureWriter.ChartUri, figure.Key, (long)width * PageGeometry.EmuPerTwip, (long)height * PageGeometry.EmuPerTwip, figure.AlternativeText);
            xml.Start("w:r");
            drawings.Frame(frame, () => xml.Start("c:chart").Attribute("r:id", relation).End());
            xml.End();
        }

        xml.End();
    }

    private static ChartFigure Chart(ForestFigure figure)
    {
        (double low, double high) = Bounds(figure);
        var horizontal = new ChartAxis(figure.AxisTitle, low, high, 10, "General") { Logarithmic = true };
        var vertical = new ChartAxis("", 0, figure.Rows.Length, 1, "0") { Hidden = true };
        ImmutableArray<ChartSeries>.Builder series = ImmutableArray.CreateBuilder<ChartSeries>();
        series.Add(new ChartSeries("1", [new(1, 0), new(1, figure.Rows.Length)], ReferenceLook, SeriesKind.Line));
        for (int row = 0; row < figure.Rows.Length; row++)
        {
            if (figure.Rows[row].Interval is { } interval)
            {
                double at = figure.Rows.Length - row - 0.5;
                series.Add(new ChartSeries($"{row + 1}", [Limit(interval.Lower, low, at, low), Limit(interval.Upper, high, at, high)], 0, SeriesKind.Line));
                series.Add(new ChartSeries($"{row + 1}", [new(interval.Estimate.Value, at, interval.Estimate.ResultId)], 0, SeriesKind.Markers));
            }
        }

        return new ChartFigure(figure.Key, figure.Caption, figure.AlternativeText, new ChartAxes(horizontal, vertical), series.ToImmutable()) { ShowLegend = false };
    }

    /// <summary>The drawn end of an interval: the limit itself, or the edge where it lies outside or is not estimable.</summary>
    private static ChartPoint Limit(ForestValue? limit, double edge, double at, double bound) =>
        limit is null || (bound < 1 ? limit.Value < bound : limit.Value > bound) ? new ChartPoint(edge, at) : new ChartPoint(limit.Value, at, limit.ResultId);

    /// <summary>Powers of ten around every limit and 1.</summary>
    private static (double Low, double High) Bounds(ForestFigure figure)
    {
        IEnumerable<double> values = figure.Rows.Where(row => row.Interval is not null)
            .SelectMany(row => new[] { row.Interval!.Lower?.Value, row.Interval.Estimate.Value, row.Interval.Upper?.Value })
            .OfType<double>().Where(value => value > 0);
        double smallest = Math.Max(SmallestRatio, values.DefaultIfEmpty(0.1).Min()), largest = Math.Min(LargestRatio, values.DefaultIfEmpty(10).Max());
        return (Math.Min(0.1, PowerOfTen(Math.Floor(Math.Log10(smallest)))), Math.Max(10, PowerOfTen(Math.Ceiling(Math.Log10(largest)))));
    }

    private static double PowerOfTen(double exponent) => Math.Round(Math.Pow(10, exponent), 6);
}
