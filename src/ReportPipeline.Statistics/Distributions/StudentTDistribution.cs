namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// Student's t distribution with df &gt; 0 degrees of freedom (not necessarily whole), through the beta distribution of
/// df / (df + t²). Relative accuracy as <see cref="BetaDistribution"/>, in both tails.
/// </summary>
public static class StudentTDistribution
{
    private const double FarOut = 1e150;

    /// <summary>P(T ≤ t).</summary>
    public static double LowerTail(double t, double df) => UpperTail(-t, df);

    /// <summary>P(T &gt; t).</summary>
    public static double UpperTail(double t, double df)
    {
        var (outside, inside) = Tails(t, df);
        return t >= 0 ? 0.5 * Math.Exp(outside) : 0.5 + 0.5 * Math.Exp(inside);
    }

    /// <summary>P(|T| ≥ |t|), in (0, 1] wherever a double can hold it.</summary>
    public static double TwoSidedP(double t, double df) => Math.Exp(Tails(t, df).LogOutside);

    /// <summary>The t with P(T ≤ t) = p, for p strictly between 0 and 1; ±∞ where it exceeds the range of a double.</summary>
    public static double Quantile(double p, double df)
    {
        CheckDegreesOfFreedom(df);
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), "The probability must lie strictly between 0 and 1.");
        if (p == 0.5)
            return 0;
        if (p > 0.5)
            return -Quantile(1 - p, df);
        // The central mass 1 − 2p is exact for p ≥ ¼, the outer mass 2p always: each is used where it is the smaller.
        var (x, complement) = BetaQuantile.Solve(2 * p, 1 - 2 * p, df / 2, 0.5);
        return x > 0
            ? -Math.Sqrt(df) * Math.Sqrt(complement) / Math.Sqrt(x)
            : -Math.Sqrt(df) * Math.Exp(-0.5 * BetaQuantile.LogOfTinyQuantile(2 * p, df / 2, 0.5));
    }

    /// <summary>The critical value t with P(|T| ≥ t) = 1 − <paramref name="level"/>, for an interval of that level.</summary>
    public static double TwoSidedQuantile(double level, double df) => -Quantile((1 - level) / 2, df);

    private static (double LogOutside, double LogInside) Tails(double t, double df)
    {
        CheckDegreesOfFreedom(df);
        if (double.IsNaN(t))
            throw new ArgumentOutOfRangeException(nameof(t), "The statistic is not a number.");
        var scaled = Math.Abs(t) / Math.Sqrt(df);
        if (scaled > FarOut)
        {
            // There the tail is proportional to |t|^−df, so it is carried over from where t² can still be held.
            var (outside, _) = Tails(FarOut * Math.Sqrt(df) * 0.5, df);
            return (outside + df * Math.Log(FarOut * 0.5 / scaled), 0);
        }

        var ratio = scaled * scaled;
        return BetaDistribution.LogTails(1 / (1 + ratio), ratio / (1 + ratio), df / 2, 0.5);
    }

    private static void CheckDegreesOfFreedom(double df)
    {
        if (!(df > 0) || double.IsInfinity(df))
            throw new ArgumentOutOfRangeException(nameof(df), "Degrees of freedom must be positive and finite.");
    }
}
