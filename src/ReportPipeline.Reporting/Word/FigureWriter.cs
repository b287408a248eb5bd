using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes figures: the caption, the drawing, what belongs under it, the notes; all on one page.</summary>
internal sealed class FigureWriter(Markup xml, LineWriter lines, TableWriter tables, Drawings drawings)
{
    internal const string ChartUri = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private const string GroupUri = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";
    private const long ChartHeight = 2_520_000; // 7 cm

    // The left band holds the axis title and tick labels above, and the labels of the numbers at risk below.
    private const double LeftBand = 0.24;
    private const double RightGap = 0.005;

    private readonly NotesWriter notes = new(xml, lines);
    private readonly RowChartWriter rowCharts = new(xml, lines, tables, drawings);

    /// <param name="caption">Written first and kept with the drawing: a caption below could be parted from it by a page.</param>
    public void Write(Figure figure, PageGeometry page, Action caption)
    {
        caption();
        switch (figure)
        {
            case ForestFigure forest:
                rowCharts.Write(ForestChart.Of(forest), page);
                break;
            case RowChartFigure rows:
                rowCharts.Write(rows, page);
                break;
            default:
                Drawing(figure, page);
                break;
        }

        if (figure is ChartFigure { AtRisk: { } atRisk })
        {
            AtRiskTable(atRisk, page.TextWidth);
        }

        notes.Paragraphs(figure.Notes);
        lines.Paragraph("TableEnd", []);
    }

    private void Drawing(Figure figure, PageGeometry page)
    {
        lines.Open("FigureLine", keepWithNext: true);
        xml.Start("w:r");
        switch (figure)
        {
            case ChartFigure chart:
                Chart(chart, page);
                break;
            case FlowFigure flow:
                Flow(flow, page);
                break;
        }

        xml.End().End();
    }

    private void Chart(ChartFigure chart, PageGeometry page)
    {
        string relation = drawings.AddChart(chart, Area(chart.AtRisk));
        var frame = new DrawingFrame(ChartUri, chart.Key, page.TextWidthEmu, ChartHeight, chart.AlternativeText);
        drawings.Frame(frame, () => xml.Start("c:chart").Attribute("r:id", relation).End());
    }

    private void Flow(FlowFigure flow, PageGeometry page)
    {
        FlowLayout layout = FlowLayout.Of(flow, page.TextWidthEmu);
        xml.Start("mc:AlternateContent").Start("mc:Choice").Attribute("Requires", "wpg");
        var frame = new DrawingFrame(GroupUri, flow.Key, layout.Width, layout.Height, flow.AlternativeText);
        drawings.Frame(frame, () => new FlowDrawing(xml, lines, drawings).Write(flow, layout));
        xml.End().Start("mc:Fallback").TextElement("w:t", flow.AlternativeText.PlainText()).End().End();
    }

    /// <summary>Without numbers at risk the axes use the whole width; with them, half a column is left free at the right.</summary>
    private static PlotArea Area(NumbersAtRisk? atRisk)
    {
        double width = atRisk is null ? 0.85 : (1 - LeftBand - RightGap) / (1 + (0.5 / (atRisk.Times.Length - 1)));
        return new PlotArea(atRisk is null ? 0.13 : LeftBand, 0.11, width, atRisk is null ? 0.71 : 0.67);
    }

    /// <summary>A borderless table whose column centres stand under the ticks of the time axis.</summary>
    private void AtRiskTable(NumbersAtRisk atRisk, int textWidth)
    {
        double step = Area(atRisk).Width / (atRisk.Times.Length - 1);
        double label = LeftBand - (step / 2);
        double rest = 1 - label - (step * atRisk.Times.Length);
        ImmutableArray<int> grid = TableWriter.Scale([label, .. Enumerable.Repeat(step, atRisk.Times.Length), rest], textWidth);
        tables.Start("PlainTable", grid, firstRow: false);
        tables.StartRow(header: false);
        tables.WriteCell(grid.Sum(), grid.Length, () => lines.Paragraph("RiskLabel", Line.Of(new Words(atRisk.Title, Emphasis.Strong)), keepWithNext: true));
        xml.End();
        foreach (RiskRow row in atRisk.Rows)
        {
            tables.StartRow(header: false);
            tables.WriteCell(grid[0], 1, () => lines.Paragraph("RiskLabel", Line.Of(row.Label), keepWithNext: true));
            for (int column = 0; column < atRisk.Times.Length; column++)
            {
                ImmutableArray<Inline> count = row.Counts[column];
                tables.WriteCell(grid[column + 1], 1, () => lines.Paragraph("RiskNumber", count, keepWithNext: true));
            }

            tables.WriteCell(grid[^1], 1, () => lines.Paragraph("RiskNumber", [], keepWithNext: true));
            xml.End();
        }

        xml.End();
    }
}
