using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Descriptive;

/// <summary>
/// Mean and variance by two passes in double-double arithmetic: the results are the correctly rounded values for any
/// data a trial can hold (the NIST univariate sets come out to all certified digits).
/// </summary>
public static class Moments
{
    /// <summary>The arithmetic mean; not estimable without values.</summary>
    public static Estimable<double> Mean(IReadOnlyList<double> values) =>
        values.Count == 0 ? Estimable<double>.Not("there are no values") : (double)ExactMean(values);

    /// <summary>The sample variance with divisor n − 1; not estimable for fewer than two values.</summary>
    public static Estimable<double> Variance(IReadOnlyList<double> values) =>
        values.Count < 2
            ? Estimable<double>.Not(values.Count == 0 ? "there are no values" : "one value has no standard deviation")
            : (double)(SumOfSquares(values, ExactMean(values)) / (values.Count - 1.0));

    /// <summary>The sample standard deviation with divisor n − 1.</summary>
    public static Estimable<double> StandardDeviation(IReadOnlyList<double> values) => Variance(values).Select(Math.Sqrt);

    internal static DoubleDouble ExactMean(IReadOnlyList<double> values) => DoubleDouble.Sum(values) / values.Count;

    internal static DoubleDouble SumOfSquares(IReadOnlyList<double> values, DoubleDouble mean)
    {
        var sum = DoubleDouble.Zero;
        foreach (var value in values)
        {
            var deviation = value - mean;
            sum += deviation * deviation;
        }

        return sum;
    }
}
