using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>The rows of a difference of proportions, experimental minus control arm, in percentage points.</summary>
internal static class RiskDifferenceRows
{
    public static void Write(AnalysisContext context, ResultPlace place, TwoProportions groups)
    {
        var difference = RiskDifference.Newcombe(groups, context.Protocol.ConfidenceLevel);
        var points = new ResultMethod("Risk difference") { Unit = "%" };
        context.Table.Estimate(place, StatisticName.Estimate, difference.Estimate.Select(value => 100 * value), points);
        context.Table.Interval(place, Percent.Limits(difference.Interval), points);
    }
}
