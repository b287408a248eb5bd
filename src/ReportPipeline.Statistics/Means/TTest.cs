using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Means;

/// <summary>A t test of a mean, or of the first mean minus the second, with its interval.</summary>
public sealed record TTestResult(
    TestResult Test,
    Estimable<double> Estimate,
    Estimable<double> StandardError,
    ConfidenceInterval Interval);

/// <summary>
/// Student's t tests, two-sided. A test without two values where it needs them, or without any variation, is not
/// estimable; the estimate still is whenever there are values.
/// Sources: Student (1908); B. L. Welch, Biometrika 34 (1947), with Satterthwaite's degrees of freedom.
/// </summary>
public static class TTest
{
    private const string NoVariation = "the values do not vary";

    /// <summary>The mean of one sample against <paramref name="hypothesis"/>.</summary>
    public static TTestResult OneSample(IReadOnlyList<double> values, double hypothesis = 0, double level = 0.95) =>
        Single("one-sample t test", values, hypothesis, level);

    /// <summary>The mean of the differences first − second of the same subjects, against 0.</summary>
    public static TTestResult Paired(IReadOnlyList<double> first, IReadOnlyList<double> second, double level = 0.95)
    {
        if (first.Count != second.Count)
            throw new ArgumentException("Pairs need as many second values as first ones.", nameof(second));
        return Single("paired t test", [.. first.Zip(second, (a, b) => a - b)], 0, level);
    }

    /// <summary>Two independent samples of equal variance: n₁ + n₂ − 2 degrees of freedom.</summary>
    public static TTestResult Pooled(IReadOnlyList<double> first, IReadOnlyList<double> second, double level = 0.95)
    {
        ConfidenceLevel.Check(level);
        const string method = "two-sample t test, pooled variance";
        double df = first.Count + second.Count - 2;
        if (first.Count == 0 || second.Count == 0 || df < 1)
            return NotEstimable(method, Difference(first, second), "each group needs values and one of them two", level);
        var (mean1, mean2) = (Moments.ExactMean(first), Moments.ExactMean(second));
        var variance = (double)(Moments.SumOfSquares(first, mean1) + Moments.SumOfSquares(second, mean2)) / df;
        var error = Math.Sqrt(variance * (1.0 / first.Count + 1.0 / second.Count));
        return From(method, (double)(mean1 - mean2), 0, error, df, level);
    }

    /// <summary>Two independent samples of unequal variance, with Satterthwaite's degrees of freedom.</summary>
    public static TTestResult Welch(IReadOnlyList<double> first, IReadOnlyList<double> second, double level = 0.95)
    {
        ConfidenceLevel.Check(level);
        const string method = "two-sample t test, Welch";
        var (variance1, variance2) = (Moments.Variance(first), Moments.Variance(second));
        if (!variance1.IsEstimable || !variance2.IsEstimable)
            return NotEstimable(method, Difference(first, second), "each group needs two values", level);
        var (share1, share2) = (variance1.Value / first.Count, variance2.Value / second.Count);
        var error = Math.Sqrt(share1 + share2);
        if (error == 0)
            return NotEstimable(method, Difference(first, second), NoVariation, level);
        var (relative1, relative2) = (share1 / (share1 + share2), share2 / (share1 + share2));
        var df = 1 / (relative1 * relative1 / (first.Count - 1) + relative2 * relative2 / (second.Count - 1));
        return From(method, Difference(first, second).Value, 0, error, df, level);
    }

    private static TTestResult Single(string method, IReadOnlyList<double> values, double hypothesis, double level)
    {
        ConfidenceLevel.Check(level);
        if (values.Count < 2)
            return NotEstimable(method, Moments.Mean(values), "a t test needs two values", level);
        var error = Moments.StandardDeviation(values).Value / Math.Sqrt(values.Count);
        return From(method, Moments.Mean(values).Value, hypothesis, error, values.Count - 1, level);
    }

    private static Estimable<double> Difference(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        first.Count == 0 || second.Count == 0
            ? Estimable<double>.Not("a group has no values")
            : (double)(Moments.ExactMean(first) - Moments.ExactMean(second));

    private static TTestResult From(string method, double estimate, double hypothesis, double error, double df, double level)
    {
        if (!(error > 0))
            return NotEstimable(method, estimate, NoVariation, level);
        var t = (estimate - hypothesis) / error;
        var halfWidth = StudentTDistribution.TwoSidedQuantile(level, df) * error;
        var test = new TestResult(method, t, df, PValue.Of(StudentTDistribution.TwoSidedP(t, df)));
        return new(test, estimate, error, new ConfidenceInterval(level, estimate - halfWidth, estimate + halfWidth, method));
    }

    private static TTestResult NotEstimable(string method, Estimable<double> estimate, string reason, double level)
    {
        var none = Estimable<double>.Not(reason);
        return new(new TestResult(method, none, none, none), estimate, none, new ConfidenceInterval(level, none, none, method));
    }
}
