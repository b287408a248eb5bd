using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>Proportions and survival compared within sites: Mantel–Haenszel, the stratified log-rank test and stratified Cox regression.</summary>
public static class SiteStratification
{
    public static void Analyse(SiteStratifiedEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var comparison in context.ComparisonsOf(set, endpoint.Endpoints))
            {
                var place = comparison.Place.For(endpoint.Id);
                if (comparison.Data is ComparedTimes times)
                {
                    Survival(context, place, comparison, times);
                }
                else if (comparison.Data is ComparedCounts counts)
                {
                    Proportions(context, place, comparison, counts);
                }
            }
        }
    }

    private static void Proportions(AnalysisContext context, ResultPlace place, Comparison comparison, ComparedCounts counts)
    {
        var source = (ProportionEndpoint)context.Protocol.FindEndpoint(comparison.Place.Analysis)!;
        for (var site = 0; site < counts.Sites.Length; site++)
        {
            Site(context, place with { Level = context.Protocol.Sites[site].Id }, counts.Sites[site], source.DifferenceInterval);
        }

        var result = MantelHaenszel.Analyse(counts.Sites, ContinuityCorrection.None, context.Protocol.ConfidenceLevel);
        Test(context, place with { Level = "mantel-haenszel" }, result.Test, comparison.Test);
        var odds = new ResultMethod("Mantel–Haenszel common odds ratio")
        {
            Warning = result.InformativeStrata < counts.Sites.Length ? $"{result.InformativeStrata} of {counts.Sites.Length} sites inform the common odds ratio" : null,
        };
        context.Table.Estimate(place with { Level = "odds-ratio" }, StatisticName.Estimate, result.CommonOddsRatio, odds);
        context.Table.Interval(place with { Level = "odds-ratio" }, result.Interval, odds);
        context.Table.Test(place with { Level = "homogeneity" }, result.Homogeneity);
    }

    private static void Site(AnalysisContext context, ResultPlace place, ContingencyTable table, DifferenceIntervalChoice interval)
    {
        foreach (var (arm, row) in context.Protocol.Arms.Select((arm, row) => (arm, row)))
        {
            var at = place with { Group = arm.Code };
            context.Table.Number(at, StatisticName.Count, table[row, 0]);
            context.Table.Number(at, StatisticName.Denominator, table.RowTotals[row]);
            context.Table.Estimate(at, StatisticName.Percent, Percent.Of((int)table[row, 0], (int)table.RowTotals[row]), ResultMethod.In("%"));
        }

        RiskDifferenceRows.Write(context, place.At($"{place.Level}/risk-difference"), TwoProportions.Of(table), interval);
    }

    private static void Survival(AnalysisContext context, ResultPlace place, Comparison comparison, ComparedTimes times)
    {
        var logRank = LogRank.Test(SurvivalSample.Create(times.Days, times.Events, times.Groups, times.Sites)).Test;
        Test(context, place with { Level = "log-rank" }, logRank, comparison.Test);
        var arm = new CoxCovariate("arm", Array.ConvertAll(times.Groups, group => group == 0 ? 1.0 : 0.0));
        var data = new CoxData(SurvivalSample.Create(times.Days, times.Events, default, times.Sites), [arm]);
        var fit = CoxRegression.Fit(data, new CoxOptions { Level = context.Protocol.ConfidenceLevel });
        var at = place with { Level = "hazard-ratio" };
        var method = new ResultMethod("Cox proportional hazards, stratified by site", "Efron ties; experimental over control arm");
        if (!fit.IsEstimable)
        {
            var none = Estimable<double>.Not(fit.Reason!);
            context.Table.Estimate(at, StatisticName.Estimate, none, method);
            context.Table.Interval(at, new ConfidenceInterval(context.Protocol.ConfidenceLevel, none, none, "Wald"), method);
            context.Table.Estimate(at, StatisticName.PValue, none, method);
            return;
        }

        var coefficient = fit.Value.Coefficients[0];
        method = method with { Warning = fit.Value.SeparationNote };
        context.Table.Estimate(at, StatisticName.Estimate, coefficient.HazardRatio, method);
        context.Table.Interval(at, coefficient.HazardRatioInterval, method);
        context.Table.Estimate(at, StatisticName.PValue, coefficient.Test.PValue, method with { Convention = coefficient.Test.Method });
    }

    private static void Test(AnalysisContext context, ResultPlace place, TestResult test, TestResult against)
    {
        context.Table.Test(place, test, warning: Flip.Warning(context, test, against));
        Flip.Write(context, place, test, against);
    }
}
