using System.Numerics;

namespace ReportPipeline.Statistics.Descriptive;

/// <summary>
/// Whether a printed mean or standard deviation of whole numbers is possible at all for the printed n. Printed figures are
/// decimals whose scale is the number of digits printed: 3.10m was printed with two. Rounding of an exact half in either
/// direction is accepted, so "impossible" holds under any rounding convention.
/// Sources: N. J. L. Brown &amp; J. A. J. Heathers, "The GRIM test" (2017); J. Anaya, "The GRIMMER test" (2016); A. Allard (2018).
/// </summary>
public static class Grim
{
    /// <summary>
    /// True when some whole-number total over n subjects gives the printed mean. Not estimable for n = 0.
    /// </summary>
    /// <param name="mean">As printed, with its decimals.</param>
    /// <param name="n">Number of subjects with a whole-number value each.</param>
    public static Estimable<bool> MeanIsPossible(decimal mean, int n)
    {
        if (n <= 0)
            return Estimable<bool>.Not("there are no values");
        var (first, last) = Totals(mean, n);
        return first <= last;
    }

    /// <summary>
    /// True when some set of n whole numbers has both the printed mean and the printed standard deviation (divisor n − 1).
    /// The test is necessary, not sufficient: it uses that the sum of squares is whole, is at least total²/n and has the parity
    /// of the total.
    /// </summary>
    public static Estimable<bool> StandardDeviationIsPossible(decimal mean, decimal standardDeviation, int n)
    {
        if (n <= 1)
            return Estimable<bool>.Not("a standard deviation needs two values");
        if (standardDeviation < 0)
            return false;
        var (first, last) = Totals(mean, n);
        for (var total = first; total <= last; total++)
        {
            if (HasSumOfSquares(total, standardDeviation, n))
                return true;
        }

        return false;
    }

    /// <summary>The totals whose mean rounds to the printed one: n·(mean − half) ≤ total ≤ n·(mean + half).</summary>
    private static (BigInteger First, BigInteger Last) Totals(decimal mean, int n)
    {
        var (unscaled, scale) = Unscaled(mean);
        return (Ceiling((2 * unscaled - 1) * n, 2 * scale), Floor((2 * unscaled + 1) * n, 2 * scale));
    }

    // SD between (2u − 1)/2s and (2u + 1)/2s means that the sum of squares Q satisfies
    // (n − 1)(2u − 1)² n ≤ 4s² (nQ − T²) ≤ (n − 1)(2u + 1)² n.
    private static bool HasSumOfSquares(BigInteger total, decimal standardDeviation, int n)
    {
        var (unscaled, scale) = Unscaled(standardDeviation);
        var least = BigInteger.Max(2 * unscaled - 1, 0);
        var divisor = 4 * scale * scale * n;
        var square = 4 * scale * scale * total * total;
        var first = Ceiling((n - 1) * least * least * n + square, divisor);
        var last = Floor((n - 1) * BigInteger.Pow(2 * unscaled + 1, 2) * n + square, divisor);
        first += (first - total).IsEven ? 0 : 1;
        return first <= last;
    }

    private static (BigInteger Unscaled, BigInteger Scale) Unscaled(decimal value)
    {
        var scale = BigInteger.Pow(10, value.Scale);
        return (new BigInteger(value * (decimal)scale), scale);
    }

    private static BigInteger Floor(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger Ceiling(BigInteger numerator, BigInteger denominator) => -Floor(-numerator, denominator);
}
