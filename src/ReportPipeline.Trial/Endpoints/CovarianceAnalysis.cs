using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Models;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// A quantity at a visit, compared between the arms by analysis of covariance with its baseline and the protocol's variables. Subjects
/// without baseline, response or a covariate are left out of the model and counted.
/// </summary>
public static class CovarianceAnalysis
{
    public const string AdjustedMean = "adjusted-mean";
    public const string Difference = "difference";

    private const string BaselineTerm = "baseline";

    public static void Analyse(AncovaEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            var unit = ResultMethod.In(context.Protocol.FindParameter(endpoint.Parameter)!.Unit!);
            foreach (var (group, members) in context.Groups(set))
            {
                Describe(endpoint, context.Table, new ResultPlace(endpoint.Id, set, group, endpoint.Parameter), members, unit);
            }

            Compare(endpoint, context, set, unit);
        }
    }

    private static void Describe(AncovaEndpoint endpoint, ResultTable table, ResultPlace place, ImmutableArray<SubjectData> members, ResultMethod unit)
    {
        var before = members.Select(data => Baseline(endpoint, data)).ToList();
        var after = members.Select(data => AtVisit(endpoint, data)).ToList();
        var at = place with { Sources = [.. before.Concat(after).SelectMany(finding => finding?.Sources ?? [])] };
        QuantityRows.Describe(table, at.At(BeforeAfter.Before), Summary.Of(before.Select(finding => (double?)finding?.AnalysisValue)), unit);
        QuantityRows.Describe(table, at.At(BeforeAfter.After), Summary.Of(after.Select(finding => (double?)finding?.AnalysisValue)), unit);
        var changes = before.Zip(after, (first, second) => (double?)(second?.AnalysisValue - first?.AnalysisValue));
        QuantityRows.Describe(table, at.At(BeforeAfter.Change), Summary.Of(changes), unit);
    }

    private static void Compare(AncovaEndpoint endpoint, AnalysisContext context, string set, ResultMethod unit)
    {
        var covariates = new BaselineCovariates(context.Protocol, endpoint.Variables);
        var members = context.ArmGroups(set).SelectMany(arm => arm.Members).ToImmutableArray();
        var complete = members.Where(data => Baseline(endpoint, data) is not null && AtVisit(endpoint, data) is not null && covariates.AreKnown(data)).ToImmutableArray();
        var place = new ResultPlace(endpoint.Id, set, context.Comparison, endpoint.Parameter)
        {
            Sources = [.. complete.SelectMany(data => Baseline(endpoint, data)!.Sources.Concat(AtVisit(endpoint, data)!.Sources).Concat(covariates.SourcesOf(data)))],
        };
        context.Table.Number((place with { Group = AnalysisContext.Total }).At("left-out"), StatisticName.Count, members.Length - complete.Length);
        var fit = Fit(endpoint, context, complete, covariates);
        var method = unit with { Method = Method(endpoint), Convention = "least-squares means at the mean of covariates, even over the levels of factors" };
        Write(context, place, fit, method);
        context.Comparisons.Add(new Comparison(
            place.At(Difference), TestOf(fit), new ComparedSamples(Changes(endpoint, context.Protocol.ExperimentalArm, complete), Changes(endpoint, context.Protocol.ControlArm, complete))));
    }

    private static Estimable<AncovaResult> Fit(AncovaEndpoint endpoint, AnalysisContext context, ImmutableArray<SubjectData> complete, BaselineCovariates covariates)
    {
        if (complete.IsEmpty)
        {
            return Estimable<AncovaResult>.Not("no subject has a baseline, a response and every covariate");
        }

        double[] response = [.. complete.Select(data => (double)(AtVisit(endpoint, data)!.AnalysisValue!.Value - (endpoint.ResponseIsChange ? Baseline(endpoint, data)!.AnalysisValue!.Value : 0)))];
        var arm = ModelTerm.Factor("arm", [.. complete.Select(data => data.Subject.Arm!)], context.Protocol.ControlArm.Code);
        var baseline = ModelTerm.Covariate(BaselineTerm, [.. complete.Select(data => (double)Baseline(endpoint, data)!.AnalysisValue!.Value)]);
        return Ancova.Fit(response, arm, [baseline, .. covariates.Terms(complete)], level: context.Protocol.ConfidenceLevel);
    }

    private static void Write(AnalysisContext context, ResultPlace place, Estimable<AncovaResult> fit, ResultMethod method)
    {
        if (!fit.IsEstimable)
        {
            context.Table.Estimate(place.At(Difference), StatisticName.Estimate, Estimable<double>.Not(fit.Reason!), method);
            context.Table.Estimate(place.At(Difference), StatisticName.PValue, Estimable<double>.Not(fit.Reason!), method);
            return;
        }

        foreach (var mean in fit.Value.AdjustedMeans)
        {
            Write(context.Table, place with { Group = mean.Name, Level = AdjustedMean }, mean, method);
        }

        var effect = fit.Value.Effects[0];
        Write(context.Table, place.At(Difference), effect, method);
        context.Table.Test(place.At(Difference), effect.Test);
        foreach (var (term, test) in fit.Value.TermTests)
        {
            context.Table.Test(place.At($"term/{term}"), test, "type III: adjusted for all other terms");
        }
    }

    private static void Write(ResultTable table, ResultPlace place, LinearContrast contrast, ResultMethod method)
    {
        table.Estimate(place, StatisticName.Estimate, contrast.Estimate, method);
        table.Estimate(place, StatisticName.StandardError, contrast.StandardError, method);
        table.Interval(place, contrast.Interval, method);
    }

    private static TestResult TestOf(Estimable<AncovaResult> fit)
    {
        var none = Estimable<double>.Not(fit.Reason ?? "the model was fitted");
        return fit.IsEstimable ? fit.Value.Effects[0].Test : new TestResult("Analysis of covariance", none, none, none);
    }

    private static ComparedSample Changes(AncovaEndpoint endpoint, Arm arm, ImmutableArray<SubjectData> complete)
    {
        var members = complete.Where(data => data.Subject.Arm == arm.Code).ToList();
        return new ComparedSample(
            [.. members.Select(data => (double)(AtVisit(endpoint, data)!.AnalysisValue!.Value - Baseline(endpoint, data)!.AnalysisValue!.Value))],
            [.. members.Select(data => data.Subject.Site.Value)]);
    }

    private static string Method(AncovaEndpoint endpoint) =>
        $"Analysis of covariance, adjusted for {string.Join(", ", endpoint.Variables.Prepend(BaselineTerm))}";

    private static FindingRecord? Baseline(AncovaEndpoint endpoint, SubjectData data) =>
        data.Findings.FirstOrDefault(finding => finding.Parameter == endpoint.Parameter && finding is { IsBaseline: true, AnalysisValue: not null });

    /// <summary>The record that represents the endpoint's visit; null without a value there.</summary>
    internal static FindingRecord? AtVisit(AncovaEndpoint endpoint, SubjectData data) => data.Findings.FirstOrDefault(
        finding => finding.Parameter == endpoint.Parameter && finding.Visit == endpoint.Visit && finding is { RepresentsVisit: true, AnalysisValue: not null });
}
