using System.Collections.Immutable;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Documents;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes paragraphs, runs, fields and bookmarks.</summary>
internal sealed class LineWriter(Markup xml, Numbering numbering)
{
    private int bookmarks;
    private bool pageBreakPending;

    /// <summary>Starts the next paragraph on a new page. A break of its own would leave an empty line at the top.</summary>
    public void BreakPage() => pageBreakPending = true;

    /// <summary>A paragraph with the named style.</summary>
    /// <param name="keepWithNext">Keeps the paragraph on the page of the one that follows.</param>
    public void Paragraph(string style, ImmutableArray<Inline> content, bool keepWithNext = false)
    {
        Open(style, keepWithNext);
        Inlines(content);
        xml.End();
    }

    /// <summary>Opens a paragraph; the caller closes it.</summary>
    public void Open(string style, bool keepWithNext = false)
    {
        xml.Start("w:p").Start("w:pPr").Value("w:pStyle", style);
        if (keepWithNext)
        {
            xml.Empty("w:keepNext");
        }

        if (pageBreakPending)
        {
            pageBreakPending = false;
            xml.Empty("w:pageBreakBefore");
        }

        xml.End();
    }

    public void Inlines(ImmutableArray<Inline> content, string? characterStyle = null)
    {
        foreach (Inline piece in content)
        {
            switch (piece)
            {
                case Words words:
                    Run(words.Text, words.Emphasis, characterStyle);
                    break;
                case Printed printed:
                    Number(printed);
                    break;
                case CrossReference reference:
                    Reference(numbering.TargetOf(reference.Key));
                    break;
                case LineBreak:
                    xml.Start("w:r").Empty("w:br").End();
                    break;
            }
        }
    }

    public void Run(string text, Emphasis emphasis = Emphasis.None, string? characterStyle = null)
    {
        xml.Start("w:r");
        RunProperties(emphasis, characterStyle);
        xml.Start("w:t").Attribute("xml:space", "preserve").Text(text).End().End();
    }

    /// <summary>A field with its result filled in, so that opening the document needs no update.</summary>
    public void Field(string instruction, string result)
    {
        FieldMark("begin");
        FieldInstruction(instruction);
        FieldMark("separate");
        Run(result);
        FieldMark("end");
    }

    public void FieldMark(string type) => xml.Start("w:r").Start("w:fldChar").Attribute("w:fldCharType", type).End().End();

    public void FieldInstruction(string instruction) =>
        xml.Start("w:r").Start("w:instrText").Attribute("xml:space", "preserve").Text($" {instruction} ").End().End();

    /// <summary>Writes content inside a named bookmark.</summary>
    public void Bookmarked(string name, Action content)
    {
        int id = ++bookmarks;
        xml.Start("w:bookmarkStart").Attribute("w:id", id).Attribute("w:name", name).End();
        content();
        xml.Start("w:bookmarkEnd").Attribute("w:id", id).End();
    }

    /// <summary>A printed result: a content control, invisible on the page, whose tag is the id of the row.</summary>
    private void Number(Printed printed)
    {
        xml.Start("w:sdt").Start("w:sdtPr").Value("w:tag", ResultTag.Of(printed.ResultId))
            .Start("w15:appearance").Attribute("w15:val", "hidden").End().End().Start("w:sdtContent");
        Run(printed.Text, printed.Emphasis);
        xml.End().End();
    }

    private void Reference(Numbering.Target target) =>
        Field(target.IsHeading ? $"REF {target.Bookmark} \\r \\h" : $"REF {target.Bookmark} \\h", target.Text);

    private void RunProperties(Emphasis emphasis, string? characterStyle)
    {
        if (emphasis == Emphasis.None && characterStyle is null)
        {
            return;
        }

        xml.Start("w:rPr");
        if (characterStyle is not null)
        {
            xml.Value("w:rStyle", characterStyle);
        }

        if (emphasis == Emphasis.Strong)
        {
            xml.Empty("w:b").Empty("w:bCs");
        }

        xml.End();
    }
}
