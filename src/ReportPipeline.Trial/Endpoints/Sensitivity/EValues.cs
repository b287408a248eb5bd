using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Sensitivity;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>
/// The least association, as a risk ratio, that an unmeasured cause would need with both the choice of arm and the outcome to explain
/// the difference away. Risk ratios are not symmetric, so the outcome and its opposite are both given.
/// </summary>
public static class EValues
{
    public static void Analyse(EValueEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var comparison in context.ComparisonsOf(set, endpoint.Endpoints))
            {
                var (place, groups) = (comparison.Place.For(endpoint.Id), comparison.Proportions());
                Write(context, place with { Level = "outcome" }, groups);
                Write(context, place with { Level = "opposite" }, groups.Opposite());
            }
        }
    }

    private static void Write(AnalysisContext context, ResultPlace place, TwoProportions groups)
    {
        var ratio = RiskRatio.MiettinenNurminen(groups, context.Protocol.ConfidenceLevel);
        var method = new ResultMethod("Risk ratio, experimental over control arm");
        context.Table.Estimate(place.At($"{place.Level}/risk-ratio"), StatisticName.Estimate, ratio.Estimate, method);
        context.Table.Interval(place.At($"{place.Level}/risk-ratio"), ratio.Interval, method);
        var value = EValue.Of(ratio.Estimate, ratio.Interval, EffectMeasure.RiskRatio);
        var name = new ResultMethod("E-value (VanderWeele & Ding 2017)");
        context.Table.Estimate(place.At($"{place.Level}/e-value"), StatisticName.Estimate, value.Estimate, name with { Convention = "of the risk ratio" });
        context.Table.Estimate(
            place.At($"{place.Level}/e-value-of-limit"), StatisticName.Estimate, value.Bound, name with { Convention = "of the limit nearer to 1; 1 when the interval includes 1" });
    }
}
