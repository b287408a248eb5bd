using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>How many subjects' outcomes must switch before Fisher's P value changes sides.</summary>
public static class FragilityOfResults
{
    public static void Analyse(FragilityEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var comparison in context.ComparisonsOf(set, endpoint.Endpoints))
            {
                var groups = comparison.Proportions();
                var counted = groups.OfRarerOutcome();
                var result = FragilityIndex.Of(counted, FragilityConvention.Walsh, context.Protocol.SignificanceLevel);
                var method = new ResultMethod("Fragility index (Walsh), by Fisher's exact test", "outcomes of the rarer kind added to, or taken from, the group with fewer");
                var place = comparison.Place.For(endpoint.Id) with { Level = "index" };
                context.Table.Estimate(place, StatisticName.Estimate, result.Switches.Select(switches => (double)switches), method);
                context.Table.Estimate(place.At("modified"), StatisticName.PValue, result.PValueAfter, new ResultMethod("Fisher's exact test, two-sided", "after the switches"));
                if (result.Changed is { } changed)
                {
                    Write(context, place.At("modified"), counted == groups ? changed : changed.Opposite());
                }
            }
        }
    }

    // In terms of the endpoint's own outcome, whichever was counted.
    private static void Write(AnalysisContext context, ResultPlace place, TwoProportions changed)
    {
        var experimental = place with { Group = context.Protocol.ExperimentalArm.Code };
        var control = place with { Group = context.Protocol.ControlArm.Code };
        context.Table.Number(experimental, StatisticName.Count, changed.EventsFirst);
        context.Table.Number(experimental, StatisticName.Denominator, changed.SubjectsFirst);
        context.Table.Number(control, StatisticName.Count, changed.EventsSecond);
        context.Table.Number(control, StatisticName.Denominator, changed.SubjectsSecond);
    }
}
