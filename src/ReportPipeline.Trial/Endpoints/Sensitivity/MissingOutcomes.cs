using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>Proportions of success with the subjects whose outcome is missing counted in each possible way.</summary>
public static class MissingOutcomes
{
    // Whether a missing outcome counts as a success, in the experimental and in the control arm.
    private static readonly (string Rule, bool Experimental, bool Control)[] Rules =
    [
        ("missing-as-failure", false, false),
        ("missing-as-success", true, true),
        ("worst-case", false, true),
        ("best-case", true, false),
    ];

    public static void Analyse(MissingOutcomesEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var comparison in context.ComparisonsOf(set, endpoint.Endpoints))
            {
                foreach (var (rule, experimental, control) in Rules)
                {
                    var known = comparison.Proportions();
                    var (first, second) = (context.Dataset.In(set, context.Protocol.ExperimentalArm.Code).Length, context.Dataset.In(set, context.Protocol.ControlArm.Code).Length);
                    var groups = new TwoProportions(
                        known.EventsFirst + (experimental ? first - known.SubjectsFirst : 0), first, known.EventsSecond + (control ? second - known.SubjectsSecond : 0), second);
                    Write(context, comparison, comparison.Place.For(endpoint.Id) with { Level = rule }, groups);
                }
            }
        }
    }

    private static void Write(AnalysisContext context, Comparison comparison, ResultPlace place, TwoProportions groups)
    {
        Count(context.Table, place with { Group = context.Protocol.ExperimentalArm.Code }, groups.EventsFirst, groups.SubjectsFirst);
        Count(context.Table, place with { Group = context.Protocol.ControlArm.Code }, groups.EventsSecond, groups.SubjectsSecond);
        var source = (ProportionEndpoint)context.Protocol.FindEndpoint(comparison.Place.Analysis)!;
        var test = ArmComparison.Test(source.AssociationTest, groups.ToTable());
        context.Table.Test(place, test, warning: Flip.Warning(context, test, comparison.Test));
        Flip.Write(context, place, test, comparison.Test);
        RiskDifferenceRows.Write(context, place.At($"{place.Level}/risk-difference"), groups, source.DifferenceInterval);
    }

    private static void Count(ResultTable table, ResultPlace place, long events, long subjects)
    {
        table.Number(place, StatisticName.Count, events);
        table.Number(place, StatisticName.Denominator, subjects);
        table.Estimate(place, StatisticName.Percent, Percent.Of((int)events, (int)subjects), ResultMethod.In("%"));
    }
}
