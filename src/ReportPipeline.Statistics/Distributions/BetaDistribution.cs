using static ReportPipeline.Statistics.Distributions.ElementaryFunctions;

namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// The beta distribution Beta(a, b) on [0, 1], a and b &gt; 0: the regularised incomplete beta function I_x(a, b).
/// Both tails come on the log scale from the same continued fraction (Didonato &amp; Morris 1992, formula for the
/// region left of the mean; DLMF 8.17.22), each evaluated on its own where subtraction from 1 would lose digits.
/// Relative accuracy 1e-12 or better in both tails down to 1e-300 (checked against 60-digit arithmetic).
/// </summary>
public static class BetaDistribution
{
    // Below this a complement 1 − P has lost too many digits and the tail is evaluated directly.
    private const double SmallestSafeComplement = 0.1;

    // The fraction needs about √max(a, b) steps; this allows shapes far beyond any table of a trial.
    private const int MostSteps = 2_000_000;

    /// <summary>P(X ≤ x); 0 for x ≤ 0 and 1 for x ≥ 1.</summary>
    public static double LowerTail(double x, double a, double b) => Math.Exp(LogLowerTail(x, a, b));

    /// <summary>P(X &gt; x), without forming 1 − P(X ≤ x) where that would lose digits.</summary>
    public static double UpperTail(double x, double a, double b) => Math.Exp(LogUpperTail(x, a, b));

    /// <summary>log P(X ≤ x); −∞ for x ≤ 0.</summary>
    public static double LogLowerTail(double x, double a, double b) => LogTails(x, a, b).LogLower;

    /// <summary>log P(X &gt; x); −∞ for x ≥ 1.</summary>
    public static double LogUpperTail(double x, double a, double b) => LogTails(x, a, b).LogUpper;

    /// <summary>The logarithms of both tails at x.</summary>
    public static (double LogLower, double LogUpper) LogTails(double x, double a, double b) => LogTails(x, 1 - x, a, b);

    /// <summary>The density at x in (0, 1).</summary>
    public static double Density(double x, double a, double b)
    {
        CheckShapes(a, b);
        return x is <= 0 or >= 1 ? 0 : Math.Exp(LogKernel(x, 1 - x, a, b) - Math.Log(x) - LogOnePlus(-x));
    }

    /// <summary>The x with P(X ≤ x) = p, for p in [0, 1].</summary>
    public static double Quantile(double p, double a, double b) => BetaQuantile.Solve(p, 1 - p, a, b).X;

    /// <summary>The x with P(X &gt; x) = p: keeps its accuracy for p far below 1e-16.</summary>
    public static double UpperQuantile(double p, double a, double b) => BetaQuantile.Solve(p, 1 - p, b, a).Complement;

    /// <summary>Both log tails where 1 − x is known more accurately than subtraction would give it.</summary>
    internal static (double LogLower, double LogUpper) LogTails(double x, double complement, double a, double b)
    {
        CheckShapes(a, b);
        if (double.IsNaN(x))
            throw new ArgumentOutOfRangeException(nameof(x), "The argument is not a number.");
        if (x <= 0)
            return (double.NegativeInfinity, 0);
        if (complement <= 0)
            return (0, double.NegativeInfinity);
        if (x <= (a + 1) / (a + b + 2))
            return TailAndComplement(x, complement, a, b);
        var (upper, lower) = TailAndComplement(complement, x, b, a);
        return (lower, upper);
    }

    /// <summary>log of x^a (1 − x)^b / B(a, b).</summary>
    internal static double LogKernel(double x, double complement, double a, double b) =>
        BinomialKernel.LogProbability(a, b, x, complement) + Math.Log(a) + Math.Log(b / (a + b));

    private static (double Tail, double Complement) TailAndComplement(double x, double complement, double a, double b)
    {
        var tail = Math.Min(0, LogByFraction(x, complement, a, b));
        var rest = LogOneMinusExp(tail);
        return rest < Math.Log(SmallestSafeComplement) ? (tail, Math.Min(0, LogByFraction(complement, x, b, a))) : (tail, rest);
    }

    private static double LogByFraction(double x, double complement, double a, double b) =>
        LogKernel(x, complement, a, b) - Math.Log(a) + Math.Log(Fraction(x, a, b));

    // Modified Lentz evaluation; each step applies the even and the odd coefficient of DLMF 8.17.22.
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var c = 1.0;
        var d = 1 / Nonzero(1 - (a + b) * x / (a + 1));
        var value = d;
        for (var m = 1; m < MostSteps; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / Nonzero(1 + even * d);
            c = Nonzero(1 + even / c);
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / Nonzero(1 + odd * d);
            c = Nonzero(1 + odd / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) < 2e-16)
                return value;
        }

        throw new InvalidOperationException("The continued fraction of the incomplete beta function did not converge.");

        static double Nonzero(double value) => Math.Abs(value) < tiny ? tiny : value;
    }

    private static void CheckShapes(double a, double b)
    {
        if (!(a > 0) || double.IsInfinity(a))
            throw new ArgumentOutOfRangeException(nameof(a), "The first shape must be positive and finite.");
        if (!(b > 0) || double.IsInfinity(b))
            throw new ArgumentOutOfRangeException(nameof(b), "The second shape must be positive and finite.");
    }
}
