namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Bounds of the score Σ log n! over all ways to fill the rows from a given one on, and their total probability.
/// </summary>
internal sealed class NetworkBounds(int[] rows, LogFactorials logFactorials)
{
    /// <summary>A score no filling is below, and one that none is above: the longest and shortest path.</summary>
    public (double Least, double Most) Of(int fromRow, int[] columns)
    {
        var (leastByColumns, mostByColumns) = (0.0, 0.0);
        foreach (var column in columns)
        {
            leastByColumns += Balanced(column, rows.Length - fromRow);
            mostByColumns += logFactorials[column];
        }
        var (leastByRows, mostByRows) = (0.0, 0.0);
        for (var row = fromRow; row < rows.Length; row++)
        {
            leastByRows += Balanced(rows[row], columns.Length);
            mostByRows += logFactorials[rows[row]];
        }
        // A filling is also no more probable than all of them together.
        var certain = -LogCompletions(fromRow, columns);
        return (Math.Max(certain, Math.Max(leastByColumns, leastByRows)), Math.Min(mostByColumns, mostByRows));
    }

    /// <summary>log Σ 1 / Π n! over all fillings: total! / (Π row! Π column!).</summary>
    public double LogCompletions(int fromRow, int[] columns)
    {
        var (sum, total) = (0.0, 0L);
        for (var row = fromRow; row < rows.Length; row++)
            (sum, total) = (sum - logFactorials[rows[row]], total + rows[row]);
        foreach (var column in columns)
            sum -= logFactorials[column];
        return sum + logFactorials[total];
    }

    /// <summary>The smallest Σ log n! of a total shared by some cells: as equal as integers can be.</summary>
    private double Balanced(int total, int cells)
    {
        var (share, larger) = Math.DivRem(total, cells);
        return larger * logFactorials[share + 1] + (cells - larger) * logFactorials[share];
    }
}
