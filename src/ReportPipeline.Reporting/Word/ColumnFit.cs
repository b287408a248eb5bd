using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>
/// Widens columns of numbers that could not hold the longest P value on one line, at the cost of the widest column: a word that is wider
/// than its cell is broken between two of its letters, and "&gt;0.99 / 9" is no number.
/// </summary>
internal static class ColumnFit
{
    // Marked: by a dagger and by the letter of its test.
    private const string LongestNumber = ">0.999†ᵃ";

    /// <param name="grid">Column widths in twips by the table's own proportions; their sum is kept.</param>
    public static ImmutableArray<int> Of(Table table, ImmutableArray<int> grid)
    {
        int least = (int)Math.Ceiling(TextMeasure.Ems(LongestNumber) * PageFit.TableFont) + PageFit.CellPadding;
        HashSet<int> numbers = [.. NumberColumns(table)];
        int[] widths = [.. grid];
        foreach (int column in numbers.Where(column => widths[column] < least))
        {
            int widest = Array.IndexOf(widths, widths.Max());
            int taken = Math.Min(least - widths[column], widths[widest] - least);
            if (taken > 0)
            {
                widths[column] += taken;
                widths[widest] -= taken;
            }
        }

        return [.. widths];
    }

    private static IEnumerable<int> NumberColumns(Table table)
    {
        int column = 0;
        foreach (Cell cell in table.Header[^1].Cells)
        {
            if (cell.Kind == CellKind.Number && cell.Span == 1)
            {
                yield return column;
            }

            column += cell.Span;
        }
    }
}
