using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Fisher's noncentral hypergeometric distribution: the first cell of a 2×2 table given its margins, when the odds ratio
/// is ψ = exp(<c>logOdds</c>). Masses are summed outward from the mode until they no longer matter, so the cost follows
/// the spread and not the size of the support. Source: J. Liao and O. Rosen, The American Statistician 55 (2001).
/// </summary>
internal readonly record struct NoncentralHypergeometric(HypergeometricDistribution Central)
{
    // Relative to the mass at the mode; dropped tails are far below the rounding of the sums.
    private const double Negligible = 1e-25;

    /// <summary>P(from ≤ X ≤ to); bounds outside the support are cut back to it.</summary>
    public double Probability(long from, long to, double logOdds)
    {
        var sums = Sum(from, to, logOdds);
        return sums.Selected / sums.Total;
    }

    /// <summary>E(X).</summary>
    public double Mean(double logOdds)
    {
        var sums = Sum(0, -1, logOdds);
        return sums.Mode + sums.FirstMoment / sums.Total;
    }

    private (double Selected, double Total, double FirstMoment, long Mode) Sum(long from, long to, double logOdds)
    {
        var odds = Math.Exp(logOdds);
        var mode = Mode(odds);
        var total = 1.0;
        var moment = 0.0;
        var selected = mode >= from && mode <= to ? 1.0 : 0.0;
        var term = 1.0;
        for (var y = mode; y < Central.Maximum && term > Negligible; y++)
        {
            term *= Central.RatioAbove(y) * odds;
            total += term;
            moment += term * (y + 1 - mode);
            if (y + 1 >= from && y + 1 <= to)
                selected += term;
        }
        term = 1;
        for (var y = mode; y > Central.Minimum && term > Negligible; y--)
        {
            term /= Central.RatioAbove(y - 1) * odds;
            total += term;
            moment += term * (y - 1 - mode);
            if (y - 1 >= from && y - 1 <= to)
                selected += term;
        }
        return (selected, total, moment, mode);
    }

    private long Mode(double odds)
    {
        // The ratio of neighbouring masses falls, so the mode is where it first drops below 1.
        var (low, high) = (Central.Minimum, Central.Maximum);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            (low, high) = Central.RatioAbove(middle) * odds >= 1 ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
