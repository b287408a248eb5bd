using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Models;

/// <summary>
/// A coefficient, or a linear combination of coefficients, with its t test and interval. Not estimable where its column
/// depends on earlier ones; without standard error where no residual degrees of freedom are left.
/// </summary>
public sealed record LinearContrast(
    string Name,
    Estimable<double> Estimate,
    Estimable<double> StandardError,
    TestResult Test,
    ConfidenceInterval Interval)
{
    internal static LinearContrast From(string name, string method, Estimable<double> estimate, Estimable<double> error, double df, double level)
    {
        if (!estimate.IsEstimable || !error.IsEstimable)
            return NotEstimable(name, method, estimate, (estimate.Reason ?? error.Reason)!, level);
        var t = estimate.Value / error.Value;
        var halfWidth = StudentTDistribution.TwoSidedQuantile(level, df) * error.Value;
        return new(
            name, estimate, error, new TestResult(method, t, df, PValue.Of(StudentTDistribution.TwoSidedP(t, df))),
            new ConfidenceInterval(level, estimate.Value - halfWidth, estimate.Value + halfWidth, method));
    }

    private static LinearContrast NotEstimable(string name, string method, Estimable<double> estimate, string reason, double level)
    {
        var none = Estimable<double>.Not(reason);
        return new(name, estimate, none, new TestResult(method, none, none, none), new ConfidenceInterval(level, none, none, method));
    }
}
