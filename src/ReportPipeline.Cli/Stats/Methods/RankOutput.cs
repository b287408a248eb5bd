using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Ranks;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>What the two rank tests print alike.</summary>
internal static class RankOutput
{
    /// <summary>The interval that belongs to the test's reference distribution.</summary>
    public static ShiftInterval Interval(bool exact) => exact ? ShiftInterval.Exact : ShiftInterval.NormalApproximation;

    /// <param name="result">The result.</param>
    /// <param name="test">The test.</param>
    /// <param name="exact">Whether the exact distribution was asked for, which standardises nothing unless it gave way.</param>
    public static void Write(ResultWriter result, TestResult test, bool exact)
    {
        if (!exact || test.Method.Contains("in place of exact", StringComparison.Ordinal)) result.Number("z", test.Statistic);
        else result.NotEstimable("z", "an exact test standardises nothing");
        if (test.DegreesOfFreedom.IsEstimable) result.Number("degreesOfFreedom", test.DegreesOfFreedom);
        result.Number("pValue", test.PValue);
    }

    public static void Write(ResultWriter result, HodgesLehmannResult estimate)
    {
        result.Number("hodgesLehmann", estimate.Estimate);
        result.Bounds(estimate.Interval);
        result.Text("intervalMethod", estimate.Interval.Method);
        result.Number("level", estimate.Interval.Level);
    }
}
