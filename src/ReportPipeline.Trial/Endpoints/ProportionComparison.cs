using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Tables;
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
            var groups = BinaryTally.OfGroups(context, set, outcome.Of);
            foreach (var group in groups)
            {
                Describe(endpoint, context, set, group);
            }

            Compare(endpoint, context, set, (groups[0].Tally, groups[1].Tally));
        }
    }

    private static void Describe(ProportionEndpoint endpoint, AnalysisContext context, string set, GroupTally group)
    {
        var (tally, members) = (group.Tally, group.Members);
        var place = new ResultPlace(endpoint.Id, set, group.Group, "outcome") { Sources = [.. tally.Sources, .. context.MembershipSources(members)] };
        var table = context.Table;
        tally.Write(table, place, members.Length);
        var level = context.Protocol.ConfidenceLevel;
        var limits = endpoint.ProportionInterval == ProportionIntervalChoice.Wilson
            ? Proportion.Wilson(tally.Events, tally.Subjects, level)
            : Proportion.ClopperPearson(tally.Events, tally.Subjects, level);
        table.Interval(place, Percent.Limits(limits), new ResultMethod("Binomial proportion") { Unit = "%" });
    }

    private static void Compare(ProportionEndpoint endpoint, AnalysisContext context, string set, (BinaryTally Experimental, BinaryTally Control) groups)
    {
        var (experimental, control) = groups;
        var contingency = ContingencyTable.FromEvents(experimental.Events, experimental.Subjects, control.Events, control.Subjects);
        var place = new ResultPlace(endpoint.Id, set, context.Comparison, "outcome") { Sources = [.. experimental.Sources, .. control.Sources] };
        context.Compare(ArmComparison.Of(context, place, endpoint.AssociationTest, (experimental, control)));

        RiskDifferenceRows.Write(
            context, place.At("risk-difference"), new TwoProportions(experimental.Events, experimental.Subjects, control.Events, control.Subjects), endpoint.DifferenceInterval);

        var fisher = FisherExactTest.Test(contingency, new FisherOptions { Interval = OddsRatio(endpoint.OddsRatioInterval), Level = context.Protocol.ConfidenceLevel });
        var odds = new ResultMethod("Conditional maximum-likelihood odds ratio");
        context.Table.Estimate(place.At("odds-ratio"), StatisticName.Estimate, fisher.ConditionalOddsRatio, odds);
        context.Table.Interval(place.At("odds-ratio"), fisher.Interval, odds);
    }

    private static OddsRatioInterval OddsRatio(OddsRatioIntervalChoice choice) =>
        choice == OddsRatioIntervalChoice.Central ? OddsRatioInterval.Central : OddsRatioInterval.MinimumLikelihood;
}
