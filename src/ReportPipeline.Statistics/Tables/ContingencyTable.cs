namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Counts of subjects cross-classified by rows (for example arms) and columns (for example outcomes).
/// Immutable; at least one row and one column; no count is negative and the total fits a 64-bit integer.
/// Zero counts and empty rows or columns are allowed: what they do to a method is that method's result.
/// </summary>
public sealed class ContingencyTable
{
    private readonly long[] counts;
    private readonly long[] rowTotals;
    private readonly long[] columnTotals;

    private ContingencyTable(int rows, int columns, long[] counts)
    {
        if (rows < 1 || columns < 1)
            throw new ArgumentException("A table has at least one row and one column.", nameof(counts));
        if (counts.Any(count => count < 0))
            throw new ArgumentException("A count is negative.", nameof(counts));
        (Rows, Columns, this.counts) = (rows, columns, counts);
        (rowTotals, columnTotals) = (new long[rows], new long[columns]);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                rowTotals[row] = checked(rowTotals[row] + this[row, column]);
                columnTotals[column] = checked(columnTotals[column] + this[row, column]);
            }
        Total = rowTotals.Aggregate(0L, (sum, total) => checked(sum + total));
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The number of subjects in the whole table.</summary>
    public long Total { get; }

    public bool IsTwoByTwo => Rows == 2 && Columns == 2;

    public IReadOnlyList<long> RowTotals => rowTotals;

    public IReadOnlyList<long> ColumnTotals => columnTotals;

    /// <summary>The count of one cell; both indices start at 0.</summary>
    public long this[int row, int column] => counts[row * Columns + column];

    /// <summary>A table from its counts, first index the row.</summary>
    public static ContingencyTable Of(long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new(counts.GetLength(0), counts.GetLength(1), [.. counts.Cast<long>()]);
    }

    /// <summary>A 2×2 table read row by row: a b / c d.</summary>
    public static ContingencyTable TwoByTwo(long a, long b, long c, long d) => new(2, 2, [a, b, c, d]);

    /// <summary>A 2×2 table of two groups, each with its events out of its subjects; the first column holds the events.</summary>
    public static ContingencyTable FromEvents(long eventsFirst, long subjectsFirst, long eventsSecond, long subjectsSecond) =>
        TwoByTwo(eventsFirst, subjectsFirst - eventsFirst, eventsSecond, subjectsSecond - eventsSecond);

    /// <summary>The count expected under independence: row total × column total / total; 0 in an empty table.</summary>
    public double Expected(int row, int column) =>
        Total == 0 ? 0 : (double)rowTotals[row] / Total * columnTotals[column];

    /// <summary>The smallest expected count of all cells.</summary>
    public double SmallestExpected => Total == 0 ? 0 : (double)rowTotals.Min() * columnTotals.Min() / Total;

    public ContingencyTable Transpose() => Build(Columns, Rows, (row, column) => this[column, row]);

    /// <summary>The table without rows and columns whose total is zero; null when fewer than 2×2 remain.</summary>
    public ContingencyTable? WithoutEmptyRowsAndColumns()
    {
        int[] rows = [.. Enumerable.Range(0, Rows).Where(row => rowTotals[row] > 0)];
        int[] columns = [.. Enumerable.Range(0, Columns).Where(column => columnTotals[column] > 0)];
        if (rows.Length == Rows && columns.Length == Columns && Rows > 1 && Columns > 1)
            return this;
        return rows.Length < 2 || columns.Length < 2
            ? null
            : Build(rows.Length, columns.Length, (row, column) => this[rows[row], columns[column]]);
    }

    private static ContingencyTable Build(int rows, int columns, Func<int, int, long> count)
    {
        var counts = new long[rows * columns];
        for (var cell = 0; cell < counts.Length; cell++)
            counts[cell] = count(cell / columns, cell % columns);
        return new(rows, columns, counts);
    }
}
