using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>The rows that describe a quantity.</summary>
internal static class QuantityRows
{
    private const string QuartileConvention = "quantile type 2";

    public static void Describe(ResultTable table, ResultPlace place, Summary summary, ResultMethod unit)
    {
        table.Number(place, StatisticName.Count, summary.Count);
        table.Number(place, StatisticName.Missing, summary.Missing);
        table.Estimate(place, StatisticName.Mean, summary.Mean, unit);
        table.Estimate(place, StatisticName.StandardDeviation, summary.StandardDeviation, unit);
        table.Estimate(place, StatisticName.Median, summary.Median, unit);
        table.Estimate(place, StatisticName.LowerQuartile, summary.LowerQuartile, unit with { Convention = QuartileConvention });
        table.Estimate(place, StatisticName.UpperQuartile, summary.UpperQuartile, unit with { Convention = QuartileConvention });
        table.Estimate(place, StatisticName.Minimum, summary.Minimum, unit);
        table.Estimate(place, StatisticName.Maximum, summary.Maximum, unit);
    }
}
