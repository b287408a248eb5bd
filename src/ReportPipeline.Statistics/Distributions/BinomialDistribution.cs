using static ReportPipeline.Statistics.Distributions.ElementaryFunctions;

namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// The binomial distribution: the number of successes k in n independent trials of probability p.
/// Source of the mass function: C. Loader (2000), as in R's <c>dbinom</c>.
/// </summary>
public static class BinomialDistribution
{
    /// <summary>log P(K = k); −∞ where the mass is zero.</summary>
    public static double LogMass(long k, long n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), "A probability lies between 0 and 1.");
        if (k < 0 || k > n)
            return double.NegativeInfinity;
        if (p == 0)
            return k == 0 ? 0 : double.NegativeInfinity;
        if (p == 1)
            return k == n ? 0 : double.NegativeInfinity;
        return LogMass(k, n, p, 1 - p);
    }

    public static double Mass(long k, long n, double p) => Math.Exp(LogMass(k, n, p));

    /// <summary>P(K ≤ k).</summary>
    public static double LowerTail(long k, long n, double p)
    {
        if (k < 0)
            return 0;
        if (k >= n)
            return 1;
        // The shorter way: sum the side that does not contain the bulk of the mass.
        return k <= n * p ? SumDownward(k, n, p) : 1 - SumUpward(k + 1, n, p);
    }

    /// <summary>P(K ≥ k).</summary>
    public static double UpperTail(long k, long n, double p)
    {
        if (k <= 0)
            return 1;
        if (k > n)
            return 0;
        return k >= n * p ? SumUpward(k, n, p) : 1 - SumDownward(k - 1, n, p);
    }

    /// <summary>The mass with p and 1 − p given apart, so that neither loses digits when the other is small.</summary>
    internal static double LogMass(double k, double n, double p, double complement)
    {
        if (n == 0)
            return 0;
        // log1p of the smaller probability, log of the other: neither loses digits.
        if (k == 0)
            return n * (p > 0.5 ? Math.Log(complement) : LogOnePlus(-p));
        if (k == n)
            return n * (complement > 0.5 ? Math.Log(p) : LogOnePlus(-complement));
        return BinomialKernel.LogProbability(k, n - k, p, complement);
    }

    private static double SumUpward(long k, long n, double p)
    {
        var (odds, term, sum) = (p / (1 - p), 1.0, 1.0);
        for (var y = k; y < n && term > 1e-18 * sum; y++)
        {
            term *= (double)(n - y) / (y + 1) * odds;
            sum += term;
        }
        return Math.Min(1, Math.Exp(LogMass(k, n, p) + Math.Log(sum)));
    }

    private static double SumDownward(long k, long n, double p)
    {
        var (odds, term, sum) = ((1 - p) / p, 1.0, 1.0);
        for (var y = k; y > 0 && term > 1e-18 * sum; y--)
        {
            term *= (double)y / (n - y + 1) * odds;
            sum += term;
        }
        return Math.Min(1, Math.Exp(LogMass(k, n, p) + Math.Log(sum)));
    }
}
