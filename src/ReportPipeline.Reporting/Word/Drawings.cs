using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Frames native drawings in the line of text and numbers them.</summary>
internal sealed class Drawings(Package package, Markup xml, TraceMap trace)
{
    private int drawings;
    private int charts;

    /// <summary>The next drawing number of the document (<c>wp:docPr/@id</c> and the shapes inside a group share one sequence).</summary>
    public int NextId() => ++drawings;

    /// <summary>An inline drawing; <paramref name="content"/> writes what stands inside <c>a:graphicData</c>.</summary>
    public void Frame(DrawingFrame frame, Action content)
    {
        int id = NextId();
        trace.AddAlternativeText(id, frame.AlternativeText);
        xml.Start("w:drawing").Start("wp:inline");
        foreach (string side in (ReadOnlySpan<string>)["distT", "distB", "distL", "distR"])
        {
            xml.Attribute(side, 0);
        }

        xml.Start("wp:extent").Attribute("cx", frame.Width).Attribute("cy", frame.Height).End();
        xml.Start("wp:effectExtent").Attribute("l", 0).Attribute("t", 0).Attribute("r", 0).Attribute("b", 0).End();
        xml.Start("wp:docPr").Attribute("id", id).Attribute("name", frame.Name).Attribute("descr", frame.AlternativeText.PlainText()).End();
        xml.Empty("wp:cNvGraphicFramePr").Start("a:graphic").Start("a:graphicData").Attribute("uri", frame.Uri);
        content();
        xml.End().End().End().End();
    }

    /// <summary>Adds the chart part with its workbook and returns the relationship id for the document.</summary>
    public string AddChart(ChartFigure figure, PlotArea area)
    {
        int number = ++charts;
        string name = $"chart{number}.xml", part = $"word/charts/{name}", workbook = $"workbook{number}.xlsx";
        var writer = new ChartPart(figure, area, (series, index, axis, text, id) => trace.AddPoint(part, series, index, axis, text, id));
        package.Add(part, PartTypes.Chart, writer.Write(package.Relate(part, PartTypes.WorkbookRelation, $"../embeddings/{workbook}")));
        package.Add($"word/embeddings/{workbook}", PartTypes.EmbeddedWorkbook, ChartWorkbook.Write(figure));
        return package.Relate("word/document.xml", PartTypes.ChartRelation, $"charts/{name}");
    }
}

/// <param name="Uri">The kind of graphic.</param>
/// <param name="Width">EMU.</param>
/// <param name="Height">EMU.</param>
internal sealed record DrawingFrame(string Uri, string Name, long Width, long Height, ImmutableArray<Inline> AlternativeText);

/// <summary>Where the axes stand in a chart, as fractions of its frame.</summary>
internal sealed record PlotArea(double Left, double Top, double Width, double Height)
{
    /// <summary>The legend stands under the axis instead of above the plot.</summary>
    public bool LegendBelow { get; init; }
}
