using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Hazard ratio of death, experimental over control arm, within each level of a stratum, unadjusted and adjusted.</summary>
public static class ProportionalHazardsByStratum
{
    public const string Unadjusted = "unadjusted";
    public const string Adjusted = "adjusted";

    private const string ArmCovariate = "arm";

    private const string MethodName = "Cox proportional hazards";

    public static void Analyse(CoxEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var level in context.Protocol.FindParameter(endpoint.Stratum)!.Values)
            {
                var members = context.Dataset.In(set)
                    .Where(data => data.Survival is not null && data.Subject.Strata.GetValueOrDefault(endpoint.Stratum) == level.Value)
                    .ToImmutableArray();
                var place = new ResultPlace(endpoint.Id, set, context.Comparison, level.Value)
                {
                    Sources = [.. members.SelectMany(data => data.Survival!.Sources), .. context.MembershipSources(members)],
                };
                Fit(endpoint, context, place.At(Unadjusted), members, []);
                Fit(endpoint, context, place.At(Adjusted), members, [.. endpoint.Variables.SelectMany(variable => Covariates(context, variable, members))]);
            }
        }
    }

    private static void Fit(
        CoxEndpoint endpoint,
        AnalysisContext context,
        ResultPlace place,
        ImmutableArray<SubjectData> members,
        ImmutableArray<CoxCovariate> adjustment)
    {
        var arm = new CoxCovariate(ArmCovariate, [.. members.Select(data => data.Subject.Arm == context.Protocol.ExperimentalArm.Code ? 1.0 : 0.0)]);
        var sample = SurvivalSample.Create(
            members.Select(data => (double)data.Survival!.Time).ToArray(),
            members.Select(data => data.Survival!.EventObserved).ToArray());
        var data = new CoxData(sample, [arm, .. adjustment]);
        var options = new CoxOptions { Level = context.Protocol.ConfidenceLevel, Ties = Ties(endpoint.Ties) };
        var fit = CoxRegression.Fit(data, options);
        context.Table.Number(place, StatisticName.Denominator, fit.IsEstimable ? fit.Value.Subjects : sample.Subjects);
        context.Table.Number(place, StatisticName.Events, fit.IsEstimable ? fit.Value.Events : sample.Events);
        var test = fit.IsEstimable ? Write(context.Table, place, fit.Value) : WriteNothing(context, place, fit.Reason!);
        context.Comparisons.Add(new Comparison(place, test, new ComparedHazards(data, options)));
    }

    /// <summary>The same rows as of a fit: none is left out because it could not be computed.</summary>
    private static TestResult WriteNothing(AnalysisContext context, ResultPlace place, string reason)
    {
        var (method, none) = (new ResultMethod(MethodName), Estimable<double>.Not(reason));
        context.Table.Estimate(place, StatisticName.Estimate, none, method);
        context.Table.Estimate(place, StatisticName.StandardError, none, method);
        context.Table.Interval(place, new ConfidenceInterval(context.Protocol.ConfidenceLevel, none, none, MethodName), method);
        context.Table.Estimate(place, StatisticName.PValue, none, method);
        return new TestResult(MethodName, none, none, none);
    }

    private static TestResult Write(ResultTable table, ResultPlace place, CoxResult fit)
    {
        var coefficient = fit.Coefficients.First(row => row.Name == ArmCovariate);
        var method = new ResultMethod(
            fit.Estimation == CoxEstimation.PartialLikelihood ? MethodName : $"{MethodName}, Firth penalised likelihood",
            $"{fit.Options.Ties} ties; hazard ratio of the experimental over the control arm")
        { Warning = fit.SeparationNote };
        table.Estimate(place, StatisticName.Estimate, coefficient.HazardRatio, method);
        table.Estimate(place, StatisticName.StandardError, coefficient.StandardError, method with { Convention = "of the log hazard ratio" });
        table.Interval(place, coefficient.HazardRatioInterval, method);
        table.Estimate(place, StatisticName.PValue, coefficient.Test.PValue, method with { Convention = coefficient.Test.Method });
        return coefficient.Test;
    }

    // A coded covariate with k levels becomes k − 1 indicators, the first level the reference.
    private static IEnumerable<CoxCovariate> Covariates(AnalysisContext context, string variable, ImmutableArray<SubjectData> members)
    {
        var values = new BaselineValues(context.Protocol, variable);
        var readings = members.Select(values.Of).ToList();
        if (values.IsQuantity)
        {
            return [new CoxCovariate(variable, [.. readings.Select(reading => reading.Number ?? double.NaN)])];
        }

        return values.Levels.Where(level => readings.Exists(reading => reading.Code == level)).Skip(1).Select(level => new CoxCovariate(
            $"{variable}={level}",
            [.. readings.Select(reading => reading.Code is null ? double.NaN : reading.Code == level ? 1.0 : 0.0)]));
    }

    private static TieHandling Ties(TiedTimes ties) => ties switch
    {
        TiedTimes.Efron => TieHandling.Efron,
        TiedTimes.Breslow => TieHandling.Breslow,
        TiedTimes.Exact => TieHandling.Exact,
        _ => throw new ArgumentOutOfRangeException(nameof(ties), ties, null),
    };
}
