using static ReportPipeline.Statistics.Distributions.ElementaryFunctions;

namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// The beta distribution Beta(a, b) on [0, 1], a and b &gt; 0: the regularised incomplete beta function I_x(a, b).
/// Both tails come on the log scale from the same continued fraction (A. R. Didonato
/// &amp; A. H. Morris, ACM TOMS 18, 1992, algorithm 708), each evaluated on its own where subtraction from 1 would lose digits.
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
        LogKernel(x, complement, a, b) - Math.Log(Fraction(x, complement, a, b));

    // β₀ + α₁/(β₁ + α₂/(β₂ + …)) of Didonato & Morris (9), by the modified Lentz algorithm. Left of the mean every β is
    // positive and none is a difference of near-equal numbers, which the textbook form of the fraction suffers from.
    private static double Fraction(double x, double complement, double a, double b)
    {
        var offset = a > b ? Math.FusedMultiplyAdd(a + b, complement, -b) : Math.FusedMultiplyAdd(-(a + b), x, a);
        var value = Nonzero((1 + offset) * a / (a + 1));
        var (c, d) = (value, 0.0);
        for (var n = 1; n < MostSteps; n++)
        {
            var w = n * (b - n) * x;
            var s = a + 2 * n - 1;
            var alpha = (a + n - 1) * ((a + b + n - 1) / s) * (w / s) * x;
            var beta = n + w / s + (a + n) / (s + 2) * (1 + offset + n * (1 + complement));
            d = 1 / Nonzero(beta + alpha * d);
            c = Nonzero(beta + alpha / c);
            value *= c * d;
            if (Math.Abs(c * d - 1) < 3e-16)
                return value;
        }

        throw new InvalidOperationException("The continued fraction of the incomplete beta function did not converge.");

        static double Nonzero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;
    }

    private static void CheckShapes(double a, double b)
    {
        if (!(a > 0) || double.IsInfinity(a))
            throw new ArgumentOutOfRangeException(nameof(a), "The first shape must be positive and finite.");
        if (!(b > 0) || double.IsInfinity(b))
            throw new ArgumentOutOfRangeException(nameof(b), "The second shape must be positive and finite.");
    }
}
