using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes a flow diagram as a group of Word shapes: text boxes joined by connectors that stay attached when a box is moved.</summary>
internal sealed class FlowDrawing(Markup xml, LineWriter lines, Drawings drawings)
{
    // Connection sites of a rectangle, ECMA-376 presetShapeDefinitions "rect".
    private const int TopSite = 0;
    private const int LeftSite = 1;
    private const int BottomSite = 2;
    private const int RightSite = 3;

    private const string Ink = "44546A";

    public void Write(FlowFigure flow, FlowLayout layout)
    {
        xml.Start("wpg:wgp").Empty("wpg:cNvGrpSpPr").Start("wpg:grpSpPr").Start("a:xfrm");
        Point("a:off", 0, 0);
        Size("a:ext", layout.Width, layout.Height);
        Point("a:chOff", 0, 0);
        Size("a:chExt", layout.Width, layout.Height);
        xml.End().End();
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FlowBox box in flow.Boxes)
        {
            shapes[box.Id] = drawings.NextId();
            Box(box, layout.Boxes[box.Id], shapes[box.Id]);
        }

        foreach (FlowArrow arrow in flow.Arrows)
        {
            Arrow(arrow, layout, shapes);
        }

        xml.End();
    }

    private void Box(FlowBox box, FlowLayout.Box place, int id)
    {
        xml.Start("wps:wsp").Start("wps:cNvPr").Attribute("id", id).Attribute("name", box.Id).End().Empty("wps:cNvSpPr");
        xml.Start("wps:spPr").Start("a:xfrm");
        Point("a:off", place.Left, place.Top);
        Size("a:ext", place.Width, place.Height);
        xml.End().Start("a:prstGeom").Attribute("prst", "rect").Empty("a:avLst").End();
        xml.Start("a:solidFill").Value("a:srgbClr", "F6F8FB").End();
        Stroke(arrow: false);
        xml.End().Start("wps:txbx").Start("w:txbxContent");
        for (int line = 0; line < box.Lines.Length; line++)
        {
            lines.Paragraph("FlowText", line == 0 ? Bold(box.Lines[line]) : box.Lines[line]);
        }

        xml.End().End().Start("wps:bodyPr").Attribute("wrap", "square");
        foreach (string inset in (ReadOnlySpan<string>)["lIns", "tIns", "rIns", "bIns"])
        {
            xml.Attribute(inset, 45_720);
        }

        xml.Attribute("anchor", "ctr").End().End();
    }

    private static System.Collections.Immutable.ImmutableArray<Inline> Bold(System.Collections.Immutable.ImmutableArray<Inline> line) =>
        [.. line.Select(piece => piece switch
        {
            Words words => words with { Emphasis = Emphasis.Strong },
            Printed printed => printed with { Emphasis = Emphasis.Strong },
            _ => piece,
        })];

    private void Arrow(FlowArrow arrow, FlowLayout layout, Dictionary<string, int> shapes)
    {
        FlowLayout.Box from = layout.Boxes[arrow.From], to = layout.Boxes[arrow.To];
        (long X, long Y) start = arrow.Sideways ? (from.Right, from.Middle) : (from.Centre, from.Bottom);
        (long X, long Y) end = arrow.Sideways ? (to.Left, to.Middle) : (to.Centre, to.Top);
        xml.Start("wps:wsp").Start("wps:cNvPr").Attribute("id", drawings.NextId()).Attribute("name", $"{arrow.From} to {arrow.To}").End();
        xml.Start("wps:cNvCnPr");
        xml.Start("a:stCxn").Attribute("id", shapes[arrow.From]).Attribute("idx", arrow.Sideways ? RightSite : BottomSite).End();
        xml.Start("a:endCxn").Attribute("id", shapes[arrow.To]).Attribute("idx", arrow.Sideways ? LeftSite : TopSite).End();
        xml.End().Start("wps:spPr");
        Path(start, end);
        Stroke(arrow: true);
        xml.End().Empty("wps:bodyPr").End();
    }

    /// <summary>A straight arrow, or one that goes down, across and down: the preset elbow turned by a quarter, mirrored to go right.</summary>
    private void Path((long X, long Y) start, (long X, long Y) end)
    {
        long across = end.X - start.X, down = end.Y - start.Y;
        bool straight = across == 0 || down == 0;
        xml.Start("a:xfrm");
        if (!straight)
        {
            xml.Attribute("rot", across > 0 ? 16_200_000 : 5_400_000);
            if (across > 0)
            {
                xml.Attribute("flipH", 1);
            }
        }

        long width = straight ? across : down, height = straight ? down : Math.Abs(across);
        Point("a:off", ((start.X + end.X) / 2) - (width / 2), ((start.Y + end.Y) / 2) - (height / 2));
        Size("a:ext", width, height);
        xml.End().Start("a:prstGeom").Attribute("prst", straight ? "straightConnector1" : "bentConnector3").Empty("a:avLst").End();
    }

    private void Stroke(bool arrow)
    {
        xml.Start("a:ln").Attribute("w", 9525).Start("a:solidFill").Value("a:srgbClr", Ink).End();
        if (arrow)
        {
            xml.Start("a:tailEnd").Attribute("type", "triangle").End();
        }

        xml.End();
    }

    private void Point(string name, long x, long y) => xml.Start(name).Attribute("x", x).Attribute("y", y).End();

    private void Size(string name, long width, long height) => xml.Start(name).Attribute("cx", width).Attribute("cy", height).End();
}
