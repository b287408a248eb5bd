namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// The F distribution with numerator and denominator degrees of freedom, through the beta distribution of
/// d₁F / (d₁F + d₂). Relative accuracy as <see cref="BetaDistribution"/>, in both tails.
/// </summary>
public static class FDistribution
{
    /// <summary>P(F ≤ f); 0 for f ≤ 0.</summary>
    public static double LowerTail(double f, double numerator, double denominator) =>
        Math.Exp(LogTails(f, numerator, denominator).LogLower);

    /// <summary>P(F &gt; f); 1 for f ≤ 0.</summary>
    public static double UpperTail(double f, double numerator, double denominator) =>
        Math.Exp(LogTails(f, numerator, denominator).LogUpper);

    /// <summary>The f with P(F ≤ f) = p, for p in [0, 1).</summary>
    public static double Quantile(double p, double numerator, double denominator)
    {
        CheckDegreesOfFreedom(numerator, denominator);
        if (!(p >= 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), "The probability must be at least 0 and less than 1.");
        var (x, complement) = BetaQuantile.Solve(p, 1 - p, numerator / 2, denominator / 2);
        return x / complement * (denominator / numerator);
    }

    /// <summary>The f with P(F &gt; f) = p, for p in (0, 1].</summary>
    public static double UpperQuantile(double p, double numerator, double denominator) =>
        p > 0 ? 1 / Quantile(p, denominator, numerator) : throw new ArgumentOutOfRangeException(nameof(p), "The probability must be positive.");

    private static (double LogLower, double LogUpper) LogTails(double f, double numerator, double denominator)
    {
        CheckDegreesOfFreedom(numerator, denominator);
        if (double.IsNaN(f))
            throw new ArgumentOutOfRangeException(nameof(f), "The statistic is not a number.");
        if (f <= 0)
            return (double.NegativeInfinity, 0);
        var ratio = f * (numerator / denominator);
        return double.IsInfinity(ratio)
            ? (0, double.NegativeInfinity)
            : BetaDistribution.LogTails(ratio / (1 + ratio), 1 / (1 + ratio), numerator / 2, denominator / 2);
    }

    private static void CheckDegreesOfFreedom(double numerator, double denominator)
    {
        if (!(numerator > 0) || double.IsInfinity(numerator))
            throw new ArgumentOutOfRangeException(nameof(numerator), "Degrees of freedom must be positive and finite.");
        if (!(denominator > 0) || double.IsInfinity(denominator))
            throw new ArgumentOutOfRangeException(nameof(denominator), "Degrees of freedom must be positive and finite.");
    }
}
