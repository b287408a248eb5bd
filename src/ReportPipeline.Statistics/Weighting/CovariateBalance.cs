using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Weighting;

/// <summary>
/// The standardised mean difference of a covariate before and after weighting, treated minus control. Both are in units of the
/// unweighted standard deviation, so that a change shows the means alone (E. A. Stuart, Statistical Science 25, 2010).
/// Not estimable where the covariate varies in neither arm.
/// </summary>
public sealed record CovariateBalance(string Name, Estimable<double> Unweighted, Estimable<double> Weighted)
{
    /// <summary>A numeric covariate: the unit is √((s₁² + s₂²)/2), divisors n − 1.</summary>
    public static CovariateBalance Continuous(string name, IReadOnlyList<double> values, BalancingWeights weights) =>
        Of(name, values, weights, arm => Moments.Variance(arm));

    /// <summary>A covariate of 0 and 1: the unit is √((p₁q₁ + p₂q₂)/2).</summary>
    public static CovariateBalance Binary(string name, IReadOnlyList<double> values, BalancingWeights weights) =>
        Of(name, values, weights, arm => Moments.Mean(arm).Select(p => p * (1 - p)));

    private static CovariateBalance Of(
        string name, IReadOnlyList<double> values, BalancingWeights weights, Func<double[], Estimable<double>> variance)
    {
        var treated = weights.Scores.Treated;
        double[] inArm = [.. values.Where((_, i) => treated[i])];
        double[] outside = [.. values.Where((_, i) => !treated[i])];
        var (variance1, variance2) = (variance(inArm), variance(outside));
        if (!variance1.IsEstimable || !variance2.IsEstimable)
        {
            var none = Estimable<double>.Not("each arm needs two values");
            return new(name, none, none);
        }

        var before = (double)(Moments.ExactMean(inArm) - Moments.ExactMean(outside));
        var after = Mean(values, weights, true) - Mean(values, weights, false);
        return new(
            name,
            StandardisedMeanDifference.Standardise(before, variance1.Value, variance2.Value),
            StandardisedMeanDifference.Standardise((double)after, variance1.Value, variance2.Value));
    }

    private static DoubleDouble Mean(IReadOnlyList<double> values, BalancingWeights weights, bool treated)
    {
        var (sum, total) = (DoubleDouble.Zero, DoubleDouble.Zero);
        for (var i = 0; i < values.Count; i++)
        {
            if (weights.Scores.Treated[i] != treated)
                continue;
            sum += weights.Values[i];
            total += (DoubleDouble)weights.Values[i] * values[i];
        }

        return total / sum;
    }
}
