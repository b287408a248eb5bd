using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// The Breslow–Day test that 2×2 tables share one odds ratio, with Tarone's adjustment for its being estimated by
/// Mantel and Haenszel; χ² with one degree of freedom less than there are strata.
/// </summary>
internal static class BreslowDay
{
    private const string Name = "Breslow–Day test of homogeneity, Tarone's adjustment";

    public static TestResult Test(ContingencyTable[] strata, Estimable<double> commonOddsRatio)
    {
        var reason = strata.Length < 2 ? "fewer than two strata are informative" : commonOddsRatio.Reason;
        if (reason is not null)
        {
            var none = Estimable<double>.Not(reason);
            return new(Name, none, none, none);
        }
        var (statistic, differences, variances) = (0.0, 0.0, 0.0);
        foreach (var table in strata)
        {
            var expected = FirstCell(table, commonOddsRatio.Value);
            var (m, k) = (table.RowTotals[0], table.ColumnTotals[0]);
            var variance = 1 / (1 / expected + 1 / (m - expected) + 1 / (k - expected) + 1 / (table.RowTotals[1] - k + expected));
            var difference = table[0, 0] - expected;
            statistic += difference * difference / variance;
            (differences, variances) = (differences + difference, variances + variance);
        }
        statistic = Math.Max(0, statistic - differences * differences / variances);
        double degrees = strata.Length - 1;
        return new(Name, statistic, degrees, PValue.FromLog(ChiSquaredDistribution.LogUpperTail(statistic, degrees)));
    }

    /// <summary>The first cell that gives the margins this odds ratio: the root of a quadratic inside the support.</summary>
    private static double FirstCell(ContingencyTable table, double oddsRatio)
    {
        double m = table.RowTotals[0];
        double k = table.ColumnTotals[0];
        double others = table.RowTotals[1];
        // (1 − ψ) x² + (others − k + ψ (m + k)) x − ψ m k = 0, solved without cancellation.
        var a = 1 - oddsRatio;
        var b = others - k + oddsRatio * (m + k);
        var c = -oddsRatio * m * k;
        var root = Math.Sqrt(b * b - 4 * a * c);
        // b is positive or, for a far from 0, the other form of the root is the stable one.
        return b >= 0 ? -2 * c / (b + root) : (root - b) / (2 * a);
    }
}
