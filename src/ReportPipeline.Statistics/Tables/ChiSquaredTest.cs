using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>Whether the χ² statistic of a 2×2 table is reduced towards its discrete distribution.</summary>
public enum ContinuityCorrection
{
    None,

    /// <summary>Each |observed − expected| is reduced by ½, but not below 0 (as R and SAS); 2×2 tables only.</summary>
    Yates,
}

/// <summary>
/// Pearson's χ² test of independence in an r×c table. Empty rows and columns carry no information and are left out, which
/// the method's name then says. Source: K. Pearson (1900); F. Yates (1934).
/// Reference: 17/26 v 13/18, uncorrected P .632101; 16/26 v 10/18, .691470.
/// </summary>
public static class ChiSquaredTest
{
    /// <exception cref="ArgumentException">Yates' correction is asked for a table larger than 2×2.</exception>
    public static TestResult Test(ContingencyTable table, ContinuityCorrection correction)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (correction == ContinuityCorrection.Yates && !table.IsTwoByTwo)
            throw new ArgumentException("Yates' correction is defined for 2×2 tables.", nameof(correction));
        var name = correction == ContinuityCorrection.Yates
            ? "χ² test with Yates' continuity correction"
            : "Pearson's χ² test, uncorrected";
        var filled = table.WithoutEmptyRowsAndColumns();
        if (filled is null)
        {
            var none = Estimable<double>.Not("fewer than two rows or two columns of the table hold any subject");
            return new(name, none, none, none);
        }
        if (filled != table)
            name += ", empty rows and columns left out";
        var statistic = Statistic(filled, correction);
        double degrees = (filled.Rows - 1) * (filled.Columns - 1);
        return new(name, statistic, degrees, PValue.FromLog(ChiSquaredDistribution.LogUpperTail(statistic, degrees)));
    }

    private static double Statistic(ContingencyTable table, ContinuityCorrection correction)
    {
        var sum = 0.0;
        for (var row = 0; row < table.Rows; row++)
            for (var column = 0; column < table.Columns; column++)
            {
                var expected = table.Expected(row, column);
                var difference = Math.Abs(table[row, column] - expected);
                if (correction == ContinuityCorrection.Yates)
                    difference = Math.Max(0, difference - 0.5);
                sum += difference * difference / expected;
            }
        return sum;
    }
}
