using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Fisher's exact test of independence in a 2×2 table, conditional on both margins.
/// The two-sided P value adds the probabilities of all tables no more probable than the observed one, where two
/// probabilities within a relative 1e-7 count as equal (as R's <c>fisher.test</c>). All sums are in log space.
/// Source: R. A. Fisher (1935); odds ratios and intervals: M. P. Fay, "Confidence intervals that match Fisher's exact or
/// Blaker's exact tests", Biostatistics 11 (2010). Reference: 24/26 v 12/18 survivors, P = .047772.
/// </summary>
public static class FisherExactTest
{
    /// <summary>Probabilities this close, relatively, are ties that rounding has split.</summary>
    internal const double TieTolerance = 1e-7;

    private const string EmptyMargin = "a row or a column of the table is empty, so its margins determine every count";

    /// <summary>Tests a 2×2 table. An empty row or column makes every result not estimable.</summary>
    /// <exception cref="ArgumentException">The table is not 2×2.</exception>
    public static FisherResult Test(ContingencyTable table, FisherOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsTwoByTwo)
            throw new ArgumentException("This test takes a 2×2 table; FreemanHaltonTest takes larger ones.", nameof(table));
        options ??= new FisherOptions();
        ConfidenceLevel.Check(options.Level);
        if (table.RowTotals.Contains(0) || table.ColumnTotals.Contains(0))
            return NotEstimable(options);
        var distribution = MarginsOf(table);
        var observed = table[0, 0];
        var logP = LogTwoSidedP(distribution, observed);
        var conditional = new ConditionalOddsRatio(distribution, observed);
        return new FisherResult(
            new TestResult(Name, NotApplicable.StatisticOfExactTableTest, NotApplicable.DegreesOfExactTest, PValue.FromLog(logP)),
            PValue.FromLog(distribution.LogLowerTail(observed)),
            PValue.FromLog(distribution.LogUpperTail(observed)),
            PValue.Of(Math.Exp(logP) - Math.Exp(distribution.LogMass(observed)) / 2),
            SampleOddsRatio(table),
            conditional.Estimate(),
            conditional.Interval(options.Interval, options.Level));
    }

    /// <summary>The two-sided P value alone, without odds ratios and intervals.</summary>
    internal static Estimable<double> TwoSidedP(ContingencyTable table) =>
        table.RowTotals.Contains(0) || table.ColumnTotals.Contains(0)
            ? Estimable<double>.Not(EmptyMargin)
            : PValue.FromLog(LogTwoSidedP(MarginsOf(table), table[0, 0]));

    private static HypergeometricDistribution MarginsOf(ContingencyTable table) =>
        new(table.ColumnTotals[0], table.ColumnTotals[1], table.RowTotals[0]);

    /// <summary>The logarithm of the two-sided P value of an observed count, 0 when no table is less probable.</summary>
    internal static double LogTwoSidedP(HypergeometricDistribution distribution, long observed)
    {
        var logObserved = distribution.LogMass(observed);
        var threshold = logObserved + Math.Log(1 + TieTolerance);
        // The masses rise to the mode and fall after it, so the tables that count form two tails.
        var lowerEnd = LastNoMoreProbable(distribution, threshold, fromBelow: true);
        var upperEnd = LastNoMoreProbable(distribution, threshold, fromBelow: false);
        if (lowerEnd >= upperEnd - 1)
            return 0;
        var lower = distribution.LogLowerTail(lowerEnd);
        var upper = distribution.LogUpperTail(upperEnd);
        var larger = Math.Max(lower, upper);
        return Math.Min(0, larger + Math.Log(Math.Exp(lower - larger) + Math.Exp(upper - larger)));
    }

    private static long LastNoMoreProbable(HypergeometricDistribution distribution, double threshold, bool fromBelow)
    {
        // Bisection between just outside the support (mass zero, counts) and the mode (counts only if nothing is above).
        var (counts, doesNot) = fromBelow
            ? (distribution.Minimum - 1, distribution.Mode + 1)
            : (distribution.Maximum + 1, distribution.Mode - 1);
        while (Math.Abs(counts - doesNot) > 1)
        {
            var middle = counts + (doesNot - counts) / 2;
            (counts, doesNot) = distribution.LogMass(middle) <= threshold ? (middle, doesNot) : (counts, middle);
        }
        return counts;
    }

    private static Estimable<double> SampleOddsRatio(ContingencyTable table) =>
        table[0, 0] == 0 || table[0, 1] == 0 || table[1, 0] == 0 || table[1, 1] == 0
            ? Estimable<double>.Not("a cell is zero, so the sample odds ratio is zero or infinite")
            : (double)table[0, 0] / table[0, 1] * ((double)table[1, 1] / table[1, 0]);

    private static FisherResult NotEstimable(FisherOptions options)
    {
        var none = Estimable<double>.Not(EmptyMargin);
        return new(
            new TestResult(Name, NotApplicable.StatisticOfExactTableTest, NotApplicable.DegreesOfExactTest, none), none, none, none, none, none,
            new ConfidenceInterval(options.Level, none, none, ConditionalOddsRatio.NameOf(options.Interval)));
    }

    private const string Name = "Fisher's exact test, two-sided";
}
