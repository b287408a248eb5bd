using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>
/// Estimates whether a table stands on one page with its caption and notes. Rows that must all keep together and are higher than a page break
/// where the page ends, and then the notes alone may be what is left over: such a table flows instead, its last rows clinging to the notes.
/// </summary>
internal static class PageFit
{
    // Twips, measured in LibreOffice with the styles of styles.xml: 9 points in tables, 8 in notes; East Asian fonts have higher lines.
    private const int CaptionHeight = 520;
    private const int RowPadding = 95;
    private const int NotePadding = 30;
    private const int CellMargins = 50;
    internal const int CellPadding = 140;
    internal const double TableFont = 180;
    private const double NoteFont = 160;
    private const double LatinLine = 1.16;
    private const double EastAsianLine = 1.46;

    /// <param name="rows">All rows under the header.</param>
    /// <param name="grid">Column widths in twips.</param>
    public static bool Fits(Table table, IReadOnlyCollection<Row> rows, ImmutableArray<int> grid, PageGeometry page)
    {
        double height = CaptionHeight + table.Header.Concat(rows).Sum(row => HeightOf(row, grid)) + HeightOf(table.Notes, grid.Sum() - CellPadding);
        return height <= page.TextHeight;
    }

    private static double HeightOf(Row row, ImmutableArray<int> grid)
    {
        int column = 0;
        double height = TableFont * LatinLine;
        foreach (Cell cell in row.Cells)
        {
            int width = grid.AsSpan(column, cell.Span).ToArray().Sum();
            height = Math.Max(height, HeightOf(cell.Content.PlainText(), width - CellPadding, TableFont));
            column += cell.Span;
        }

        return RowPadding + height;
    }

    private static double HeightOf(ImmutableArray<ImmutableArray<Inline>> notes, int width) =>
        notes.Sum(note => NotePadding + HeightOf(note.PlainText(), width, NoteFont)) + (notes.IsEmpty ? 0 : CellMargins);

    private static double HeightOf(string text, int width, double font)
    {
        double line = font * (text.Any(letter => letter >= TextMeasure.FirstEastAsian) ? EastAsianLine : LatinLine);
        return line * Math.Max(1, Math.Ceiling(TextMeasure.Ems(text) * font / Math.Max(width, font)));
    }
}
