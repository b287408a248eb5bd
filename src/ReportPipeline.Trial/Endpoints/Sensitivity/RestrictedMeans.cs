using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>Mean survival time up to a horizon per arm, and its difference and ratio: a comparison that needs no proportional hazards.</summary>
public static class RestrictedMeans
{
    public static void Analyse(RestrictedMeanEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            var arms = context.ArmGroups(set)
                .Select(arm => (arm.Group, Records: arm.Members.Where(data => data.Survival is not null).Select(data => data.Survival!).ToList()))
                .ToList();
            var place = new ResultPlace(endpoint.Id, set, context.Comparison, "survival")
            {
                Sources = [.. arms.SelectMany(arm => arm.Records).SelectMany(record => record.Sources)],
            };
            var curves = arms.ConvertAll(arm => Curve(context, arm.Records));
            for (var arm = 0; arm < arms.Count; arm++)
            {
                var mean = curves[arm].IsEstimable
                    ? RestrictedMeanSurvivalTime.Estimate(curves[arm].Value, endpoint.HorizonDay)
                    : Estimable<RestrictedMean>.Not(curves[arm].Reason!);
                Describe(endpoint, context, place with { Group = arms[arm].Group, Sources = [.. arms[arm].Records.SelectMany(record => record.Sources)] }, mean);
            }

            Compare(context, place, curves[0], curves[1], endpoint.HorizonDay);
        }
    }

    private static Estimable<KaplanMeierCurve> Curve(AnalysisContext context, List<TimeToEventRecord> records) => KaplanMeier.Estimate(
        records.Select(record => (double)record.Time).ToArray(),
        records.Select(record => record.EventObserved).ToArray(),
        new KaplanMeierOptions { Level = context.Protocol.ConfidenceLevel });

    private static void Describe(RestrictedMeanEndpoint endpoint, AnalysisContext context, ResultPlace place, Estimable<RestrictedMean> mean)
    {
        var method = new ResultMethod("Restricted mean survival time", FormattableString.Invariant($"up to day {endpoint.HorizonDay}")) { Unit = "d" };
        context.Table.Estimate(place, StatisticName.Estimate, mean.Select(value => value.Mean), method);
        context.Table.Estimate(place, StatisticName.StandardError, mean.Select(value => value.StandardError), method);
        context.Table.Interval(place, mean.IsEstimable ? mean.Value.Interval : None(context, mean.Reason!), method);
    }

    private static void Compare(AnalysisContext context, ResultPlace place, Estimable<KaplanMeierCurve> experimental, Estimable<KaplanMeierCurve> control, double horizon)
    {
        var difference = place.At("difference");
        var ratio = place.At("ratio");
        if ((experimental.Reason ?? control.Reason) is { } reason)
        {
            foreach (var at in new[] { difference, ratio })
            {
                context.Table.Estimate(at, StatisticName.Estimate, Estimable<double>.Not(reason));
                context.Table.Interval(at, None(context, reason), ResultMethod.None);
                context.Table.Estimate(at, StatisticName.PValue, Estimable<double>.Not(reason));
            }

            return;
        }

        // The estimator takes the reference group first.
        var comparison = RestrictedMeanSurvivalTime.Compare(control.Value, experimental.Value, horizon);
        Write(context, difference, comparison.Difference, (comparison.DifferenceInterval, comparison.DifferenceTest), "d");
        Write(context, ratio, comparison.Ratio, (comparison.RatioInterval, comparison.RatioTest), null);
    }

    private static void Write(AnalysisContext context, ResultPlace place, Estimable<double> estimate, (ConfidenceInterval Interval, TestResult Test) inference, string? unit)
    {
        var method = new ResultMethod($"Restricted mean survival time, {place.Level} of experimental and control arm") { Unit = unit };
        context.Table.Estimate(place, StatisticName.Estimate, estimate, method);
        context.Table.Interval(place, inference.Interval, method);
        context.Table.Estimate(place, StatisticName.PValue, inference.Test.PValue, new ResultMethod(inference.Test.Method));
    }

    private static ConfidenceInterval None(AnalysisContext context, string reason) =>
        new(context.Protocol.ConfidenceLevel, Estimable<double>.Not(reason), Estimable<double>.Not(reason), "normal");
}
