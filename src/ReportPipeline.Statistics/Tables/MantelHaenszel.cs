using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>What an analysis of 2×2 tables stratified, for example, by site returns.</summary>
/// <param name="Test">The Cochran–Mantel–Haenszel test of no association in any stratum; χ² with one degree of freedom.</param>
/// <param name="CommonOddsRatio">The Mantel–Haenszel estimate.</param>
/// <param name="Interval">Of the common odds ratio, by the variance of Robins, Breslow and Greenland.</param>
/// <param name="Homogeneity">The Breslow–Day test, with Tarone's adjustment, of one odds ratio in all strata.</param>
/// <param name="InformativeStrata">Strata without an empty margin; the others contribute nothing.</param>
public sealed record MantelHaenszelResult(
    TestResult Test, Estimable<double> CommonOddsRatio, ConfidenceInterval Interval, TestResult Homogeneity, int InformativeStrata);

/// <summary>
/// The Mantel–Haenszel analysis of stratified 2×2 tables. Strata with an empty margin carry no information.
/// Sources: N. Mantel and W. Haenszel (1959); J. Robins, N. Breslow and S. Greenland, Biometrics 42 (1986);
/// N. E. Breslow and N. E. Day (1980); R. E. Tarone, Biometrika 72 (1985). Same values as R's <c>mantelhaen.test</c>.
/// </summary>
public static class MantelHaenszel
{
    /// <param name="strata">2×2 tables, rows and columns in the same order in each.</param>
    /// <param name="correction">With Yates the difference moves ½ towards 0 (R's default; SAS does not).</param>
    /// <param name="level">Coverage of the interval.</param>
    /// <exception cref="ArgumentException">A table is not 2×2.</exception>
    public static MantelHaenszelResult Analyse(
        IReadOnlyList<ContingencyTable> strata, ContinuityCorrection correction, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(strata);
        ConfidenceLevel.Check(level);
        if (strata.Any(table => !table.IsTwoByTwo))
            throw new ArgumentException("Every stratum is a 2×2 table.", nameof(strata));
        ContingencyTable[] informative =
            [.. strata.Where(table => !table.RowTotals.Contains(0) && !table.ColumnTotals.Contains(0))];
        var sums = Sums.Of(informative);
        var oddsRatio = sums.OddsRatio;
        return new(
            Test(informative, correction),
            oddsRatio,
            new ConfidenceInterval(
                level, oddsRatio.Select(ratio => sums.Bound(ratio, level, -1)), oddsRatio.Select(ratio => sums.Bound(ratio, level, 1)),
                "Mantel–Haenszel, Robins–Breslow–Greenland variance"),
            BreslowDay.Test(informative, oddsRatio),
            informative.Length);
    }

    private static TestResult Test(ContingencyTable[] strata, ContinuityCorrection correction)
    {
        var name = correction == ContinuityCorrection.Yates
            ? "Cochran–Mantel–Haenszel χ² test with continuity correction"
            : "Cochran–Mantel–Haenszel χ² test without continuity correction";
        if (strata.Length == 0)
        {
            var none = Estimable<double>.Not("every stratum has an empty row or column");
            return new(name, none, none, none);
        }
        var (difference, variance) = (0.0, 0.0);
        foreach (var table in strata)
        {
            difference += table[0, 0] - table.Expected(0, 0);
            variance += table.Expected(0, 0) * table.RowTotals[1] / table.Total * table.ColumnTotals[1] / (table.Total - 1.0);
        }
        var distance = Math.Abs(difference);
        if (correction == ContinuityCorrection.Yates)
            distance -= Math.Min(0.5, distance);
        var statistic = distance * distance / variance;
        return new(name, statistic, 1, PValue.FromLog(ChiSquaredDistribution.LogUpperTail(statistic, 1)));
    }

    /// <summary>R = Σ ad/n and S = Σ bc/n with the sums that their variance needs.</summary>
    private sealed record Sums(double R, double S, double PR, double PSplusQR, double QS)
    {
        public static Sums Of(ContingencyTable[] strata)
        {
            var (r, s, pr, mixed, qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
            foreach (var table in strata)
            {
                double n = table.Total;
                var (ad, bc) = (table[0, 0] / n * table[1, 1], table[0, 1] / n * table[1, 0]);
                var (p, q) = ((table[0, 0] + table[1, 1]) / n, (table[0, 1] + table[1, 0]) / n);
                (r, s, pr, mixed, qs) = (r + ad, s + bc, pr + p * ad, mixed + p * bc + q * ad, qs + q * bc);
            }
            return new(r, s, pr, mixed, qs);
        }

        public Estimable<double> OddsRatio => (R, S) switch
        {
            (0, 0) => Estimable<double>.Not("no stratum holds a pair of subjects that informs the odds ratio"),
            (_, 0) => Estimable<double>.Not("the common odds ratio grows without limit: b·c is zero in every stratum"),
            (0, _) => Estimable<double>.Not("the common odds ratio tends to zero: a·d is zero in every stratum"),
            _ => R / S,
        };

        public double Bound(double ratio, double level, int side)
        {
            var variance = PR / (2 * R * R) + PSplusQR / (2 * R * S) + QS / (2 * S * S);
            return ratio * Math.Exp(side * NormalDistribution.Quantile(0.5 + level / 2) * Math.Sqrt(variance));
        }
    }
}
