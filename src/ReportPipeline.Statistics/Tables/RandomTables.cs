using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Random tables with given margins under independence: each cell in turn is hypergeometric given those before it.
/// Source: W. M. Patefield, Applied Statistics 30 (1981), algorithm AS 159.
/// </summary>
internal static class RandomTables
{
    /// <summary>How many random tables are no more probable than the observed one.</summary>
    public static long CountNoMoreProbable(ContingencyTable table, int replicates, long seed)
    {
        var logFactorials = new LogFactorials(table.Total);
        var threshold = logFactorials.OfCells(table) - Math.Log(1 + FisherExactTest.TieTolerance);
        var generator = new SeededGenerator(seed);
        var columns = new long[table.Columns];
        var count = 0L;
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            for (var column = 0; column < columns.Length; column++)
                columns[column] = table.ColumnTotals[column];
            var remaining = table.Total;
            var sum = 0.0;
            foreach (var row in table.RowTotals)
            {
                sum += DrawRow(columns, row, remaining, generator, logFactorials);
                remaining -= row;
            }
            if (sum >= threshold)
                count++;
        }
        return count;
    }

    /// <summary>Takes one row out of the column totals and returns Σ log n! of its cells.</summary>
    private static double DrawRow(
        long[] columns, long row, long remaining, SeededGenerator generator, LogFactorials logFactorials)
    {
        var sum = 0.0;
        for (var column = 0; column < columns.Length; column++)
        {
            var others = remaining - columns[column];
            var cell = row == 0 ? 0 : Draw(new HypergeometricDistribution(columns[column], others, row), generator);
            sum += logFactorials[cell];
            columns[column] -= cell;
            row -= cell;
            remaining = others;
        }
        return sum;
    }

    /// <summary>Inversion outward from the mode: the expected number of steps follows the standard deviation.</summary>
    private static long Draw(HypergeometricDistribution distribution, SeededGenerator generator)
    {
        var mode = distribution.Mode;
        var (lower, upper) = (mode, mode);
        var atMode = Math.Exp(distribution.LogMass(mode));
        var (atLower, atUpper) = (atMode, atMode);
        var left = generator.NextUnit() - atMode;
        while (left >= 0 && (lower > distribution.Minimum || upper < distribution.Maximum))
        {
            if (upper < distribution.Maximum)
            {
                atUpper *= distribution.RatioAbove(upper++);
                left -= atUpper;
                if (left < 0)
                    return upper;
            }
            if (lower > distribution.Minimum)
            {
                atLower /= distribution.RatioAbove(--lower);
                left -= atLower;
                if (left < 0)
                    return lower;
            }
        }
        return mode;
    }
}
