using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Running header and footer. Only the first section names them: later sections are linked to it.</summary>
internal static class RunningParts
{
    private const int FiftiethsOfPercent = 50; // Word's unit of table widths in percent

    private sealed record Halves(string Style, int LeftPercent);

    /// <summary>Adds both parts and returns their relationship ids.</summary>
    public static (string Header, string Footer) AddTo(Package package, DocumentDescription description, Numbering numbering)
    {
        package.Add("word/header1.xml", PartTypes.Header, Part("w:hdr", numbering, (xml, lines) => Header(xml, lines, description.Header)));
        package.Add("word/footer1.xml", PartTypes.Footer, Part("w:ftr", numbering, (xml, lines) => Footer(xml, lines, description)));
        return (package.Relate("word/document.xml", PartTypes.HeaderRelation, "header1.xml"),
            package.Relate("word/document.xml", PartTypes.FooterRelation, "footer1.xml"));
    }

    private static byte[] Part(string root, Numbering numbering, Action<Markup, LineWriter> content)
    {
        using var xml = new Markup(root, "w");
        content(xml, new LineWriter(xml, numbering));
        return xml.ToBytes();
    }

    private static void Header(Markup xml, LineWriter lines, RunningLine header) =>
        TwoSides(xml, lines, new Halves("Header", 45), () => lines.Run(header.Left), () => lines.Run(header.Right));

    private static void Footer(Markup xml, LineWriter lines, DocumentDescription description) =>
        TwoSides(xml, lines, new Halves("Footer", 75), () => lines.Run(description.Footer), () => PageNumber(lines, description.PageOf));

    private static void PageNumber(LineWriter lines, string pageOf)
    {
        int page = pageOf.IndexOf("{0}", StringComparison.Ordinal), total = pageOf.IndexOf("{1}", StringComparison.Ordinal);
        lines.Run(pageOf[..page]);
        lines.Field("PAGE", "1");
        lines.Run(pageOf[(page + 3)..total]);
        lines.Field("NUMPAGES", "1");
        lines.Run(pageOf[(total + 3)..]);
    }

    /// <summary>A borderless table as wide as the text, so that the right half is right-aligned on portrait and landscape pages alike.</summary>
    private static void TwoSides(Markup xml, LineWriter lines, Halves halves, Action left, Action right)
    {
        xml.Start("w:tbl").Start("w:tblPr").Value("w:tblStyle", "PlainTable");
        xml.Start("w:tblW").Attribute("w:w", 5000).Attribute("w:type", "pct").End().End();
        xml.Start("w:tblGrid");
        ImmutableArray<int> grid = TableWriter.Scale([halves.LeftPercent, 100 - halves.LeftPercent], PageGeometry.Portrait.TextWidth);
        foreach (int width in grid)
        {
            xml.Start("w:gridCol").Attribute("w:w", width).End();
        }

        xml.End().Start("w:tr");
        Side(xml, halves.Style, halves.LeftPercent, "left", left);
        Side(xml, halves.Style, 100 - halves.LeftPercent, "right", right);
        xml.End().End();
        lines.Paragraph(halves.Style, []);
    }

    private static void Side(Markup xml, string style, int percent, string alignment, Action content)
    {
        xml.Start("w:tc").Start("w:tcPr").Start("w:tcW").Attribute("w:w", percent * FiftiethsOfPercent).Attribute("w:type", "pct").End().End();
        xml.Start("w:p").Start("w:pPr").Value("w:pStyle", style).Value("w:jc", alignment).End();
        content();
        xml.End().End();
    }
}
