using System.Collections.Immutable;
using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>A yes/no outcome per arm with exact limits, the chosen test, the risk difference and the odds ratio.</summary>
public static class ProportionComparison
{
    public static void Analyse(ProportionEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            var outcome = new OutcomeOfSubject(context.Protocol, endpoint.Outcome);
            var arms = context.ArmGroups(set).Select(arm => Describe(endpoint, context, set, arm.Group, arm.Members, outcome)).ToList();
            Compare(endpoint, context, set, arms);
        }
    }

    private static Tally Describe(
        ProportionEndpoint endpoint,
        AnalysisContext context,
        string set,
        string group,
        ImmutableArray<SubjectData> members,
        OutcomeOfSubject outcome)
    {
        var known = members.Select(data => outcome.Of(data)).Where(result => result.HasOutcome is not null).ToList();
        var tally = new Tally(known.Count(result => result.HasOutcome == true), known.Count, [.. known.SelectMany(result => result.Sources)]);
        var place = new ResultPlace(endpoint.Id, set, group, "outcome") { Sources = [.. tally.Sources, .. context.MembershipSources(members)] };
        var table = context.Table;
        table.Number(place, StatisticName.Count, tally.Events);
        table.Number(place, StatisticName.Denominator, tally.Subjects);
        table.Number(place, StatisticName.Missing, members.Length - tally.Subjects);
        table.Estimate(place, StatisticName.Percent, Percent.Of(tally.Events, tally.Subjects), ResultMethod.In("%"));
        table.Interval(place, Percent.Limits(Proportion.ClopperPearson(tally.Events, tally.Subjects, context.Protocol.ConfidenceLevel)), ResultMethod.In("%"));
        return tally;
    }

    private static void Compare(ProportionEndpoint endpoint, AnalysisContext context, string set, List<Tally> arms)
    {
        var (experimental, control) = (arms[0], arms[1]);
        var contingency = ContingencyTable.FromEvents(experimental.Events, experimental.Subjects, control.Events, control.Subjects);
        var place = new ResultPlace(endpoint.Id, set, context.Comparison, "outcome") { Sources = [.. experimental.Sources, .. control.Sources] };
        context.Table.Test(place, ArmComparison.Test(endpoint.AssociationTest, contingency));

        var difference = RiskDifference.Newcombe(contingency, context.Protocol.ConfidenceLevel);
        var points = new ResultMethod("Risk difference") { Unit = "%" };
        context.Table.Estimate(place.At("risk-difference"), StatisticName.Estimate, difference.Estimate.Select(value => 100 * value), points);
        context.Table.Interval(place.At("risk-difference"), Percent.Limits(difference.Interval), points);

        var fisher = FisherExactTest.Test(contingency, new FisherOptions { Interval = OddsRatioInterval.MinimumLikelihood, Level = context.Protocol.ConfidenceLevel });
        var odds = new ResultMethod("Conditional maximum-likelihood odds ratio");
        context.Table.Estimate(place.At("odds-ratio"), StatisticName.Estimate, fisher.ConditionalOddsRatio, odds);
        context.Table.Interval(place.At("odds-ratio"), fisher.Interval, odds);
    }

    private sealed record Tally(int Events, int Subjects, ImmutableArray<string> Sources);
}
