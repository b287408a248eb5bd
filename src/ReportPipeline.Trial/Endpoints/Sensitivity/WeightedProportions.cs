using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Models;
using ReportPipeline.Statistics.Weighting;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>
/// A proportion compared after weighting the arms to the same baseline covariates: the sensitivity analysis for arms that were
/// chosen. Subjects without the outcome or a covariate are left out and counted.
/// </summary>
public static class WeightedProportions
{
    public static void Analyse(WeightedProportionEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var comparison in context.ComparisonsOf(set, [endpoint.Endpoint]))
            {
                Analyse(endpoint, context, comparison);
            }
        }
    }

    private static void Analyse(WeightedProportionEndpoint endpoint, AnalysisContext context, Comparison comparison)
    {
        var source = (ProportionEndpoint)context.Protocol.FindEndpoint(endpoint.Endpoint)!;
        var outcome = new OutcomeOfSubject(context.Protocol, source.Outcome);
        var covariates = new BaselineCovariates(context.Protocol, endpoint.Variables);
        var members = context.Protocol.Arms.SelectMany(arm => context.Dataset.In(comparison.Place.AnalysisSet, arm.Code)).ToImmutableArray();
        var complete = members.Where(data => outcome.Of(data).HasOutcome is not null && covariates.AreKnown(data)).ToImmutableArray();
        var place = comparison.Place.For(endpoint.Id) with
        {
            Sources = [.. comparison.Place.Sources, .. context.MembershipSources(complete), .. complete.SelectMany(covariates.SourcesOf)],
        };
        bool[] treated = [.. complete.Select(data => data.Subject.Arm == context.Protocol.ExperimentalArm.Code)];
        double[] outcomes = [.. complete.Select(data => outcome.Of(data).HasOutcome == true ? 1.0 : 0.0)];
        var design = DesignMatrix.WithIntercept(complete.Length, [.. covariates.Terms(complete)]);
        var scores = PropensityScores.Estimate(treated, design);
        var weights = scores.IsEstimable ? BalancingWeights.From(scores.Value, Kind(endpoint.Weights)) : Estimable<BalancingWeights>.Not(scores.Reason!);
        context.Table.Number(place with { Group = AnalysisContext.Total, Level = "left-out" }, StatisticName.Count, members.Length - complete.Length);
        if (weights.IsEstimable)
        {
            Write(context, place, WeightedDifference.Of(outcomes, weights.Value, context.Protocol.ConfidenceLevel), weights.Value, comparison);
            Balance(context.Table, place, weights.Value);
        }
        else
        {
            WriteNothing(context, place, (Estimable<double>.Not(weights.Reason!), Method(endpoint)), treated, comparison);
            NoBalance(context.Table, place, design, Estimable<double>.Not(weights.Reason!));
        }
    }

    private static void Write(AnalysisContext context, ResultPlace place, WeightedDifference difference, BalancingWeights weights, Comparison comparison)
    {
        var warning = weights.Scores.Fit.Separated ? "the covariates separate the arms; propensity scores are by Firth's penalised likelihood" : null;
        var method = new ResultMethod(difference.Test.Method, "propensity scores by logistic regression; subjects with every covariate") { Unit = "%", Warning = warning };
        var points = method with { Unit = ResultUnit.PercentagePoints };
        foreach (var (arm, mean, treated) in new[] { (context.Protocol.ExperimentalArm, difference.Treated, true), (context.Protocol.ControlArm, difference.Control, false) })
        {
            var at = place with { Group = arm.Code };
            context.Table.Number(at.At("weighted"), StatisticName.Denominator, weights.Scores.Treated.Count(value => value == treated));
            context.Table.Estimate(at.At("weighted"), StatisticName.Percent, mean.Estimate.Select(value => 100 * value), method);
            context.Table.Estimate(at.At("weighted"), StatisticName.StandardError, mean.StandardError.Select(value => 100 * value), points);
            context.Table.Number(at.At("effective-sample-size"), StatisticName.Estimate, weights.EffectiveSampleSize(treated), new ResultMethod("(Σw)²/Σw²"));
        }

        var between = place with { Level = "risk-difference" };
        context.Table.Estimate(between, StatisticName.Estimate, difference.Estimate.Select(value => 100 * value), points);
        context.Table.Estimate(between, StatisticName.StandardError, difference.StandardError.Select(value => 100 * value), points);
        context.Table.Interval(between, Percent.Limits(difference.Interval), points);
        context.Table.Estimate(between, StatisticName.PValue, difference.Test.PValue, method with { Unit = null, Warning = Flip.Warning(context, difference.Test, comparison.Test) ?? warning });
        Flip.Write(context, between, difference.Test, comparison.Test);
    }

    /// <summary>The same rows as with weights: none is left out because it could not be computed.</summary>
    private static void WriteNothing(AnalysisContext context, ResultPlace place, (Estimable<double> None, ResultMethod Method) missing, bool[] treated, Comparison comparison)
    {
        var (none, method) = missing;
        var points = method with { Unit = ResultUnit.PercentagePoints };
        foreach (var (arm, experimental) in new[] { (context.Protocol.ExperimentalArm, true), (context.Protocol.ControlArm, false) })
        {
            var at = place with { Group = arm.Code };
            context.Table.Number(at.At("weighted"), StatisticName.Denominator, treated.Count(value => value == experimental));
            context.Table.Estimate(at.At("weighted"), StatisticName.Percent, none, method);
            context.Table.Estimate(at.At("weighted"), StatisticName.StandardError, none, points);
            context.Table.Estimate(at.At("effective-sample-size"), StatisticName.Estimate, none, new ResultMethod("(Σw)²/Σw²"));
        }

        var between = place with { Level = "risk-difference" };
        context.Table.Estimate(between, StatisticName.Estimate, none, points);
        context.Table.Estimate(between, StatisticName.StandardError, none, points);
        context.Table.Interval(between, new ConfidenceInterval(context.Protocol.ConfidenceLevel, none, none, method.Method!), points);
        context.Table.Estimate(between, StatisticName.PValue, none, method with { Unit = null });
        Flip.Write(context, between, new TestResult(method.Method!, none, none, none), comparison.Test);
    }

    private static void NoBalance(ResultTable table, ResultPlace place, DesignMatrix design, Estimable<double> none)
    {
        foreach (var name in design.Terms.Skip(1).SelectMany(term => term.IsFactor ? term.ColumnNames : [term.Name]))
        {
            foreach (var weighting in new[] { "unweighted", "weighted" })
            {
                table.Estimate(place.At($"balance/{name.Replace('=', '/')}/{weighting}"), StatisticName.Estimate, none, new ResultMethod("Standardised mean difference"));
            }
        }
    }

    private static void Balance(ResultTable table, ResultPlace place, BalancingWeights weights)
    {
        var method = new ResultMethod("Standardised mean difference", "in units of the unweighted standard deviation");
        foreach (var term in weights.Scores.Design.Terms.Skip(1))
        {
            for (var column = 0; column < term.Columns.Count; column++)
            {
                var balance = term.IsFactor
                    ? CovariateBalance.Binary(term.ColumnNames[column], term.Columns[column], weights)
                    : CovariateBalance.Continuous(term.Name, term.Columns[column], weights);
                var name = $"balance/{balance.Name.Replace('=', '/')}";
                table.Estimate(place.At($"{name}/unweighted"), StatisticName.Estimate, balance.Unweighted, method);
                table.Estimate(place.At($"{name}/weighted"), StatisticName.Estimate, balance.Weighted, method);
            }
        }
    }

    private static ResultMethod Method(WeightedProportionEndpoint endpoint) =>
        new(endpoint.Weights == WeightChoice.Overlap ? "overlap weights" : "inverse-probability weights") { Unit = "%" };

    private static WeightKind Kind(WeightChoice choice) => choice == WeightChoice.Overlap ? WeightKind.Overlap : WeightKind.InverseProbability;
}
