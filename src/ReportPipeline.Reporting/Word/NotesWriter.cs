using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes the notes of tables and figures.</summary>
internal sealed class NotesWriter(Markup xml, LineWriter lines)
{
    /// <summary>Paragraphs that stay together, under a figure.</summary>
    public void Paragraphs(ImmutableArray<ImmutableArray<Inline>> notes)
    {
        for (int index = 0; index < notes.Length; index++)
        {
            lines.Paragraph("TableNote", notes[index], keepWithNext: index < notes.Length - 1);
        }
    }

    /// <summary>
    /// The notes as a table's own last row, under its closing rule; the row above clings to it. Notes in paragraphs after the table would cling
    /// in Word alone: LibreOffice keeps a last row with the paragraph behind it only on the first page of a table, and a note
    /// could stand alone on the page after the second.
    /// </summary>
    public void Row(ImmutableArray<ImmutableArray<Inline>> notes, ImmutableArray<int> grid)
    {
        xml.Start("w:tr").Start("w:trPr").Empty("w:cantSplit").End();
        xml.Start("w:tc").Start("w:tcPr").Start("w:tcW").Attribute("w:w", grid.Sum()).Attribute("w:type", "dxa").End();
        if (grid.Length > 1)
        {
            xml.Value("w:gridSpan", grid.Length);
        }

        xml.Start("w:tcBorders").Start("w:top").Attribute("w:val", "single").Attribute("w:sz", 10).Attribute("w:space", 0).Attribute("w:color", "1F3864").End();
        xml.Value("w:bottom", "nil").End().End();
        Paragraphs(notes);
        xml.End().End();
    }
}
