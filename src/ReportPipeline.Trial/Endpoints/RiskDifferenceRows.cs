using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>The rows of a difference of proportions, experimental minus control arm, in percentage points.</summary>
internal static class RiskDifferenceRows
{
    public static void Write(AnalysisContext context, ResultPlace place, TwoProportions groups, DifferenceIntervalChoice interval)
    {
        var level = context.Protocol.ConfidenceLevel;
        var difference = interval == DifferenceIntervalChoice.MiettinenNurminen ? RiskDifference.MiettinenNurminen(groups, level) : RiskDifference.Newcombe(groups, level);
        var points = new ResultMethod("Risk difference") { Unit = ResultUnit.PercentagePoints };
        context.Table.Estimate(place, StatisticName.Estimate, difference.Estimate.Select(value => 100 * value), points);
        context.Table.Interval(place, Percent.Limits(difference.Interval), points);
    }
}
