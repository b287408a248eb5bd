using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes the body of the document, block by block.</summary>
internal sealed class BodyWriter
{
    private readonly Markup xml = new("w:document", "w", "r", "wp", "a", "c", "mc", "w15", "wpg", "wps");
    private readonly Numbering numbering;
    private readonly LineWriter lines;
    private readonly TableWriter tables;
    private readonly FigureWriter figures;
    private readonly string header;
    private readonly string footer;
    private bool headerNamed;

    public BodyWriter(Package package, Numbering numbering, TraceMap trace, string header, string footer)
    {
        this.numbering = numbering;
        this.header = header;
        this.footer = footer;
        lines = new LineWriter(xml, numbering);
        tables = new TableWriter(xml, lines);
        figures = new FigureWriter(xml, lines, tables, new Drawings(package, xml, trace));
    }

    public byte[] Write(ReportContent content)
    {
        xml.Attribute("mc:Ignorable", "w15").Start("w:body");
        Blocks(content.Blocks, PageGeometry.Portrait, content.Description);
        SectionProperties(PageGeometry.Portrait);
        xml.End();
        byte[] bytes = xml.ToBytes();
        xml.Dispose();
        return bytes;
    }

    private void Blocks(ImmutableArray<Block> blocks, PageGeometry page, DocumentDescription description)
    {
        foreach (Block block in blocks)
        {
            Write(block, page, description);
        }
    }

    private void Write(Block block, PageGeometry page, DocumentDescription description)
    {
        switch (block)
        {
            case Heading heading:
                Heading(heading);
                break;
            case Paragraph paragraph:
                lines.Paragraph(StyleOf(paragraph.Kind), paragraph.Content, paragraph.KeepWithNext);
                break;
            case Table table:
                tables.Write(table, page, () => Caption(table, table.Caption, description.Captions.Table));
                break;
            case Facts facts:
                tables.Write(facts, page.TextWidth);
                break;
            case Figure figure:
                figures.Write(figure, page, () => Caption(figure, figure.Caption, description.Captions.Figure));
                break;
            case TableOfContents contents:
                Contents(contents);
                break;
            case PageBreak:
                lines.BreakPage();
                break;
            case Landscape wide:
                EndSection(page);
                Blocks(wide.Blocks, PageGeometry.Landscape, description);
                EndSection(PageGeometry.Landscape);
                break;
        }
    }

    private void Heading(Heading heading)
    {
        lines.Open($"Heading{heading.Level}");
        lines.Bookmarked(Numbering.HeadingBookmark(numbering.NumberOf(heading)), () => lines.Run(heading.Text));
        xml.End();
    }

    /// <summary>"Table 3. Survival": the word and number are bookmarked for cross-references.</summary>
    private void Caption(Block block, ImmutableArray<Inline> text, string word)
    {
        lines.Open("Caption", keepWithNext: true);
        lines.Bookmarked(numbering.CaptionBookmark(block), () =>
        {
            lines.Run(word + " ");
            lines.Field(block is Table ? "SEQ Table \\* ARABIC" : "SEQ Figure \\* ARABIC", numbering.NumberOf(block));
        });
        lines.Run(". ");
        lines.Inlines(text);
        xml.End();
    }

    /// <summary>A filled-in contents field without page numbers, so that Word neither asks to update it nor shows wrong pages.</summary>
    private void Contents(TableOfContents contents)
    {
        xml.Start("w:sdt").Start("w:sdtPr").Start("w:docPartObj").Value("w:docPartGallery", "Table of Contents").Empty("w:docPartUnique")
            .End().End().Start("w:sdtContent");
        lines.Paragraph("TOCHeading", Line.Of(contents.Title));
        ImmutableArray<Numbering.Entry> entries = [.. numbering.Contents.Where(entry => entry.Level <= 2)];
        for (int index = 0; index < entries.Length; index++)
        {
            bool hasEntriesBelow = index + 1 < entries.Length && entries[index + 1].Level > entries[index].Level;
            lines.Open($"TOC{entries[index].Level}", hasEntriesBelow);
            ContentsEntry(entries[index], first: index == 0);
            if (index + 1 == entries.Length)
            {
                // In the last entry's own paragraph: an empty one after it could fall on a page of its own.
                lines.FieldMark("end");
            }

            xml.End();
        }

        if (entries.IsEmpty)
        {
            lines.Paragraph("TOC1", []);
        }

        xml.End().End();
    }

    private void ContentsEntry(Numbering.Entry entry, bool first)
    {
        if (first)
        {
            OpenContentsField();
        }

        xml.Start("w:hyperlink").Attribute("w:anchor", entry.Bookmark).Attribute("w:history", 1);
        lines.Run(entry.Number, characterStyle: "Hyperlink");
        xml.Start("w:r").Empty("w:tab").End();
        lines.Run(entry.Text, characterStyle: "Hyperlink");
        xml.End();
    }

    private void OpenContentsField()
    {
        lines.FieldMark("begin");
        lines.FieldInstruction("TOC \\o \"1-2\" \\h \\z \\n");
        lines.FieldMark("separate");
    }

    private void EndSection(PageGeometry page)
    {
        xml.Start("w:p").Start("w:pPr").Value("w:pStyle", "TableEnd");
        SectionProperties(page);
        xml.End().End();
    }

    private void SectionProperties(PageGeometry page)
    {
        xml.Start("w:sectPr");
        if (!headerNamed)
        {
            headerNamed = true;
            xml.Start("w:headerReference").Attribute("w:type", "default").Attribute("r:id", header).End();
            xml.Start("w:footerReference").Attribute("w:type", "default").Attribute("r:id", footer).End();
        }

        xml.Start("w:pgSz").Attribute("w:w", page.Width).Attribute("w:h", page.Height);
        if (page.Width > page.Height)
        {
            xml.Attribute("w:orient", "landscape");
        }

        xml.End().Start("w:pgMar").Attribute("w:top", PageGeometry.TopMargin).Attribute("w:right", PageGeometry.SideMargin)
            .Attribute("w:bottom", PageGeometry.BottomMargin).Attribute("w:left", PageGeometry.SideMargin)
            .Attribute("w:header", 624).Attribute("w:footer", 567).Attribute("w:gutter", 0).End().End();
    }

    private static string StyleOf(ParagraphKind kind) => kind switch
    {
        ParagraphKind.Lead => "Lead",
        ParagraphKind.Bullet => "ListBullet",
        ParagraphKind.Note => "Note",
        ParagraphKind.Notice => "Notice",
        ParagraphKind.Title => "Title",
        ParagraphKind.Subtitle => "Subtitle",
        _ => "Normal",
    };
}
