using System.Collections.Immutable;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Ranks;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// Values before and after treatment in the experimental arm. The pairs are tested by signed ranks; the rank-sum test of the
/// same values as if they came from different people stands beside it, labelled.
/// </summary>
public static class BeforeAfter
{
    public const string Before = "before";
    public const string After = "after";
    public const string Change = "change";
    public const string Unpaired = "unpaired";

    public static void Analyse(BeforeAfterEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            var arm = context.Protocol.ExperimentalArm.Code;
            var members = context.Dataset.In(set, arm);
            foreach (var variable in endpoint.Variables)
            {
                AnalyseVariable(endpoint, context, new ResultPlace(endpoint.Id, set, arm, variable), members);
            }
        }
    }

    private static void AnalyseVariable(BeforeAfterEndpoint endpoint, AnalysisContext context, ResultPlace place, ImmutableArray<SubjectData> members)
    {
        var before = members.Select(data => At(data, place.Variable, endpoint.Before)).ToList();
        var after = members.Select(data => At(data, place.Variable, endpoint.After)).ToList();
        var at = place with { Sources = [.. before.Concat(after).SelectMany(finding => finding?.Sources ?? [])] };
        var unit = ResultMethod.In(context.Protocol.FindParameter(place.Variable)!.Unit!);
        QuantityRows.Describe(context.Table, at.At(Before), Summary.Of(before.Select(Value)), unit);
        QuantityRows.Describe(context.Table, at.At(After), Summary.Of(after.Select(Value)), unit);

        // Subtracted as decimals: binary differences of equal decimal steps are not equal, and would break ties between ranks.
        double[] differences = [.. before.Zip(after, (first, second) => second?.AnalysisValue - first?.AnalysisValue).Where(difference => difference is not null).Select(difference => (double)difference!.Value)];
        QuantityRows.Describe(context.Table, at.At(Change), Summary.Of(differences), unit);
        context.Compare(
            new Comparison(at.At(Change), RankTests.SignedRank(differences, endpoint.RankTest), new ComparedPairs(differences)),
            "pairs with both values; zero differences dropped");
        var median = HodgesLehmann.PseudoMedian(differences, ZeroDifferences.Drop, ShiftInterval.Exact, context.Protocol.ConfidenceLevel);
        var shift = unit with { Method = "Hodges–Lehmann pseudomedian of the changes" };
        context.Table.Estimate(at.At(Change), StatisticName.Estimate, median.Estimate, shift);
        context.Table.Interval(at.At(Change), median.Interval, shift);
        if (endpoint.UnpairedRankTest is { } unpaired)
        {
            context.Table.Test(
                at.At(Unpaired),
                RankTests.RankSum(Known(before), Known(after), unpaired),
                "sensitivity: treats the paired values as if they came from different subjects");
        }
    }

    private static FindingRecord? At(SubjectData data, string variable, string visit) =>
        data.FindingAt(variable, visit);

    private static double? Value(FindingRecord? finding) => (double?)finding?.AnalysisValue;

    private static double[] Known(IEnumerable<FindingRecord?> findings) =>
        [.. findings.Select(Value).Where(value => value is not null).Select(value => value!.Value)];
}
