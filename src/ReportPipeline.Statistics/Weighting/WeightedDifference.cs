using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Weighting;

/// <summary>A weighted mean of one arm with its robust standard error.</summary>
public sealed record WeightedMean(Estimable<double> Estimate, Estimable<double> StandardError);

/// <summary>
/// The difference of two weighted means, treated minus control; of outcomes 0 and 1 it is the weighted risk difference. The
/// variance is the sandwich of the stacked estimating equations of propensity model and means, so that it counts the scores as
/// estimated. Source: J. K. Lunceford &amp; M. Davidian, Statistics in Medicine 23 (2004) 2937–2960; L. A. Stefanski &amp;
/// D. D. Boos, American Statistician 56 (2002).
/// </summary>
public sealed record WeightedDifference(
    WeightedMean Treated,
    WeightedMean Control,
    Estimable<double> Estimate,
    Estimable<double> StandardError,
    TestResult Test,
    ConfidenceInterval Interval)
{
    /// <summary>Normal test and interval at <paramref name="level"/>; one outcome per subject of the weights, all finite.</summary>
    public static WeightedDifference Of(IReadOnlyList<double> outcomes, BalancingWeights weights, double level = 0.95)
    {
        ConfidenceLevel.Check(level);
        if (outcomes.Count != weights.Values.Count)
            throw new ArgumentException("There must be as many outcomes as weights.", nameof(outcomes));
        var method = $"{weights.Method}, robust variance with estimated scores";
        var treated = Arm(outcomes, weights, treated: true);
        var control = Arm(outcomes, weights, treated: false);
        var estimate = treated.Mean - control.Mean;
        var error = Error([.. treated.Influence.Zip(control.Influence, (a, b) => a - b)]);
        return new(
            new WeightedMean(treated.Mean, Error(treated.Influence)),
            new WeightedMean(control.Mean, Error(control.Influence)),
            estimate,
            error,
            WaldTest(method, estimate, error),
            WaldInterval(method, estimate, error, level));
    }

    // The influence of subject i on the mean μ of one arm with S = Σw:
    // [w(y − μ) if in the arm + Hᵀ I⁻¹ x (z − e)] / S, with H = Σ (dw/dη)(y − μ) x over the arm.
    private static (double Mean, double[] Influence) Arm(IReadOnlyList<double> outcomes, BalancingWeights weights, bool treated)
    {
        var scores = weights.Scores;
        var (sum, total) = (DoubleDouble.Zero, DoubleDouble.Zero);
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (scores.Treated[i] != treated)
                continue;
            sum += weights.Values[i];
            total += (DoubleDouble)weights.Values[i] * outcomes[i];
        }

        var (size, mean) = ((double)sum, (double)(total / sum));
        var direction = ScoreDirection(outcomes, weights, treated, mean);
        var influence = new double[outcomes.Count];
        for (var i = 0; i < influence.Length; i++)
        {
            var own = scores.Treated[i] == treated ? weights.Values[i] * (outcomes[i] - mean) : 0;
            var residual = (scores.Treated[i] ? 1 : 0) - scores.Values[i];
            var projection = 0.0;
            for (var j = 0; j < direction.Length; j++)
                projection += direction[j] * scores.Design.Columns[j][i];
            influence[i] = (own + projection * residual) / size;
        }

        return (mean, influence);
    }

    private static double[] ScoreDirection(IReadOnlyList<double> outcomes, BalancingWeights weights, bool treated, double mean)
    {
        var columns = weights.Scores.Design.Columns;
        var covariance = weights.Scores.Fit.Covariance;
        var direction = new double[columns.Count];
        for (var k = 0; k < columns.Count; k++)
        {
            var slope = 0.0;
            for (var i = 0; i < outcomes.Count; i++)
            {
                if (weights.Scores.Treated[i] == treated)
                    slope += weights.Slope(i) * (outcomes[i] - mean) * columns[k][i];
            }

            for (var j = 0; j < columns.Count; j++)
                direction[j] += covariance[j, k] * slope;
        }

        return direction;
    }

    private static Estimable<double> Error(double[] influence)
    {
        var sum = DoubleDouble.Zero;
        foreach (var value in influence)
            sum += (DoubleDouble)value * value;
        return (double)sum > 0 ? Math.Sqrt((double)sum) : Estimable<double>.Not("the outcomes do not vary within the arms");
    }

    private static TestResult WaldTest(string method, double estimate, Estimable<double> error) => new(
        "Wald test, " + method,
        error.Select(e => estimate / e),
        Estimable<double>.Not("the reference distribution is normal"),
        error.Select(e => PValue.Of(NormalDistribution.TwoSidedP(estimate / e))));

    private static ConfidenceInterval WaldInterval(string method, double estimate, Estimable<double> error, double level)
    {
        var z = NormalDistribution.Quantile((1 + level) / 2);
        return new(level, error.Select(e => estimate - z * e), error.Select(e => estimate + z * e), method);
    }
}
