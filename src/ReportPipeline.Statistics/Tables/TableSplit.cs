namespace ReportPipeline.Statistics.Tables;

/// <summary>Which way round a table is read and which of its rows form the upper half.</summary>
/// <param name="Upper">Row totals of the half whose tables are stored.</param>
/// <param name="Lower">Row totals of the half whose tables are looked up.</param>
/// <param name="Columns">Column totals, the largest last, where inner loops run.</param>
internal sealed record TableSplit(int[] Upper, int[] Lower, int[] Columns)
{
    /// <summary>The split whose number of tables to visit, estimated from volumes of ellipsoids, is the smallest.</summary>
    public static TableSplit Cheapest(ContingencyTable table)
    {
        int[] rows = [.. table.RowTotals.Select(total => (int)total)];
        int[] columns = [.. table.ColumnTotals.Select(total => (int)total)];
        return Splits(rows, columns).Concat(Splits(columns, rows)).MinBy(split => split.LogCost)!;
    }

    private double LogCost
    {
        get
        {
            double total = Columns.Sum(column => (double)column);
            var logShares = Columns.Sum(column => Math.Log(column / total));
            double[] halves = [Upper.Sum(row => (double)row), Lower.Sum(row => (double)row)];
            var between = LogVolume(1, Math.Log(halves[0] * halves[1] / total), logShares);
            var upper = LogVolume(Upper.Length - 1, LogSpread(Upper), logShares);
            var lower = LogVolume(Lower.Length - 1, LogSpread(Lower), logShares);
            // Storing and sorting a table costs about three look-ups; preparing the last two rows anew for every filling
            // of the rows before them costs about as much as 150 (measured).
            var preparing = Lower.Length > 2 ? Math.Log(150) : 0;
            return between + Math.Max(upper + Math.Log(3), lower) + preparing;
        }
    }

    private static IEnumerable<TableSplit> Splits(int[] rows, int[] columns)
    {
        int[] ordered = [.. columns.Order()];
        // Beyond twelve rows the choice among all splits is itself costly; neighbours by size then alternate.
        var upperSize = rows.Length / 2;
        return rows.Length > 12
            ? [Of([.. rows.OrderDescending()], ordered, i => i % 2 == 1)]
            : Enumerable.Range(1, (1 << rows.Length) - 2)
                .Where(chosen => int.PopCount(chosen) == upperSize)
                .Select(chosen => Of(rows, ordered, i => (chosen >> i & 1) == 1));
    }

    private static TableSplit Of(int[] rows, int[] columns, Func<int, bool> isUpper) => new(
        [.. rows.Where((_, i) => isUpper(i)).OrderDescending()],
        [.. rows.Where((_, i) => !isUpper(i)).OrderDescending()],
        columns);

    private static double LogSpread(int[] rows) => rows.Sum(row => Math.Log(row)) - Math.Log(rows.Sum(row => (double)row));

    /// <summary>Log of the number of lattice points in the ellipsoid where the bulk of the probability lies.</summary>
    private double LogVolume(int freeRows, double logSpread, double logShares)
    {
        var dimensions = freeRows * (Columns.Length - 1);
        var squaredRadius = (Upper.Length + Lower.Length - 1.0) * (Columns.Length - 1);
        var logDeterminant = (Columns.Length - 1) * logSpread + freeRows * logShares;
        var logUnitBall = dimensions / 2.0 * Math.Log(Math.PI) - MathNet.Numerics.SpecialFunctions.GammaLn(dimensions / 2.0 + 1);
        return Math.Max(0, logUnitBall + dimensions / 2.0 * Math.Log(squaredRadius) + logDeterminant / 2);
    }
}
