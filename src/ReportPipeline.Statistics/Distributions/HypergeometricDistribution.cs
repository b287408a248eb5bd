using static ReportPipeline.Statistics.Distributions.ElementaryFunctions;

namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// The hypergeometric distribution: the number of successes among <paramref name="Draws"/> subjects drawn without
/// replacement from <paramref name="Successes"/> + <paramref name="Failures"/>.
/// Masses are computed in log space as a ratio of three binomial masses (Loader 2000; R's <c>dhyper</c>), accurate
/// down to 1e-300 and beyond and for populations of millions.
/// </summary>
/// <param name="Successes">Subjects with the property, at least 0.</param>
/// <param name="Failures">Subjects without the property, at least 0.</param>
/// <param name="Draws">Subjects drawn, between 0 and the population.</param>
public readonly record struct HypergeometricDistribution(long Successes, long Failures, long Draws)
{
    /// <summary>The smallest value with positive mass.</summary>
    public long Minimum => Math.Max(0, Draws - Failures);

    /// <summary>The largest value with positive mass.</summary>
    public long Maximum => Math.Min(Successes, Draws);

    /// <summary>The value with the largest mass (the lower one of two equal ones may be returned either way).</summary>
    public long Mode => Math.Clamp(
        (long)Math.Floor((Draws + 1.0) * (Successes + 1.0) / (Successes + Failures + 2.0)), Minimum, Maximum);

    /// <summary>log P(X = x); −∞ outside the support.</summary>
    public double LogMass(long x)
    {
        if (x < Minimum || x > Maximum)
            return double.NegativeInfinity;
        double population = Successes + Failures;
        if (population == 0 || Draws == 0)
            return 0;
        var p = Draws / population;
        var complement = (population - Draws) / population;
        return BinomialDistribution.LogMass(x, Successes, p, complement)
            + BinomialDistribution.LogMass(Draws - x, Failures, p, complement)
            - BinomialDistribution.LogMass(Draws, population, p, complement);
    }

    /// <summary>P(X = x + 1) / P(X = x), for x and x + 1 in the support.</summary>
    public double RatioAbove(long x) =>
        (double)(Successes - x) / (x + 1) * ((double)(Draws - x) / (Failures - Draws + x + 1));

    /// <summary>log P(X ≥ x); −∞ above the support.</summary>
    public double LogUpperTail(long x)
    {
        if (x <= Minimum)
            return 0;
        if (x > Maximum)
            return double.NegativeInfinity;
        if (x <= Mode)
            return LogOneMinusExp(LogLowerTail(x - 1));
        var (term, sum) = (1.0, 1.0);
        for (var y = x; y < Maximum && term > 1e-18 * sum; y++)
        {
            term *= RatioAbove(y);
            sum += term;
        }
        return Math.Min(0, LogMass(x) + Math.Log(sum));
    }

    /// <summary>log P(X ≤ x); −∞ below the support.</summary>
    public double LogLowerTail(long x)
    {
        if (x >= Maximum)
            return 0;
        if (x < Minimum)
            return double.NegativeInfinity;
        if (x > Mode)
            return LogOneMinusExp(LogUpperTail(x + 1));
        var (term, sum) = (1.0, 1.0);
        for (var y = x; y > Minimum && term > 1e-18 * sum; y--)
        {
            term /= RatioAbove(y - 1);
            sum += term;
        }
        return Math.Min(0, LogMass(x) + Math.Log(sum));
    }
}
