using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>
/// Writes a table with a chart beside its rows: rows of exact height, and one native chart in a cell merged over all of them, whose
/// vertical scale counts rows. Each mark therefore stands at the height of its row in Word and in LibreOffice.
/// </summary>
internal sealed class RowChartWriter(Markup xml, LineWriter lines, TableWriter tables, Drawings drawings)
{
    // Twips.
    private const int RowPadding = 80;
    private const int LineHeight = 220;
    private const int DenseRowHeight = 236;
    private const int AxisHeight = 640; // tick labels and title under the last row
    private const int LegendHeight = 700;
    private const int CellPadding = 216;
    private const double FontTwips = 180; // 9 points

    public void Write(RowChartFigure figure, PageGeometry page)
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
        int height = HeightOf(figure, grid);
        for (int row = 0; row <= figure.Rows.Length; row++)
        {
            Row(figure, grid, row, height);
        }

        xml.End();
    }

    /// <summary>One height for all rows, enough for the longest cell: a row of exact height would clip a second line.</summary>
    private static int HeightOf(RowChartFigure figure, ImmutableArray<int> grid)
    {
        int lines = figure.Rows.SelectMany(cells => cells.Select((cell, column) => LinesOf(cell, grid[column]))).DefaultIfEmpty(1).Max();
        return figure.Dense ? DenseRowHeight * lines : RowPadding + (LineHeight * lines);
    }

    private static int LinesOf(Cell cell, int width)
    {
        double needed = TextMeasure.Ems(cell.Content.PlainText()) * FontTwips, available = width - CellPadding - (cell.Kind == CellKind.Indented ? CellPadding : 0);
        return Math.Max(1, (int)Math.Ceiling(needed / Math.Max(available, FontTwips)));
    }

    private static int AxisHeightOf(RowChartFigure figure) => AxisHeight + (figure.ShowLegend ? LegendHeight : 0);

    /// <summary>A row of the table; the one after the last is as high as the axis.</summary>
    private void Row(RowChartFigure figure, ImmutableArray<int> grid, int row, int height)
    {
        bool isAxis = row == figure.Rows.Length;
        tables.StartExactRow(isAxis ? AxisHeightOf(figure) : height);
        for (int column = 0; column < figure.Header.Length; column++)
        {
            Cell cell = isAxis ? Cell.Empty : figure.Rows[row][column];
            string style = figure.Dense ? cell.Kind == CellKind.Number ? "RiskNumber" : "RiskLabel" : TableWriter.StyleOf(cell, RowKind.Body);
            tables.WriteCell(grid[column], 1, () => lines.Paragraph(style, cell.Content, keepWithNext: true));
        }

        tables.WriteMergedCell(grid[^1], first: row == 0, () => MergedContent(figure, grid[^1], row, height));
        xml.End();
    }

    private void MergedContent(RowChartFigure figure, int width, int row, int rowHeight)
    {
        lines.Open("RiskLabel", keepWithNext: true);
        if (row == 0)
        {
            int rows = figure.Rows.Length * rowHeight, height = rows + AxisHeightOf(figure);
            var area = new PlotArea(0.04, 0, 0.92, rows / (double)height) { LegendBelow = true };
            string relation = drawings.AddChart(Chart(figure), area);
            var frame = new DrawingFrame(FigureWriter.ChartUri, figure.Key, (long)width * PageGeometry.EmuPerTwip, (long)height * PageGeometry.EmuPerTwip, figure.AlternativeText);
            xml.Start("w:r");
            drawings.Frame(frame, () => xml.Start("c:chart").Attribute("r:id", relation).End());
            xml.End();
        }

        xml.End();
    }

    private static ChartFigure Chart(RowChartFigure figure)
    {
        var vertical = new ChartAxis("", 0, figure.Rows.Length, 1, "0") { Hidden = true };
        return new ChartFigure(figure.Key, figure.Caption, figure.AlternativeText, new ChartAxes(figure.Horizontal, vertical), figure.Series) { ShowLegend = figure.ShowLegend };
    }
}
