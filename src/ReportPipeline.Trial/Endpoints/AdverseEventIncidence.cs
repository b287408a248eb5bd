using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Subjects with an event, and events, for any event, each category and each term of the dictionary.</summary>
public static class AdverseEventIncidence
{
    /// <summary>Variable name of events of any category.</summary>
    public const string AnyCategory = "any";

    public static void Analyse(AdverseEventIncidenceEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var selection in Selections(context, set))
            {
                var groups = BinaryTally.OfGroups(context, set, data => SubjectResult.Having(data.AdverseEvents.AsSpan(), selection.Includes, item => item.Sources));
                foreach (var group in groups)
                {
                    Describe(context, new ResultPlace(endpoint.Id, set, group.Group, selection.Variable) { Level = selection.Level }, group, selection);
                }

                Compare(endpoint, context, set, selection, (groups[0].Tally, groups[1].Tally));
            }
        }
    }

    private static IEnumerable<Selection> Selections(AnalysisContext context, string set)
    {
        yield return new Selection(AnyCategory, null, _ => true);
        foreach (var category in context.Protocol.AdverseEvents.Categories)
        {
            yield return new Selection(category.Code, null, item => item.Category == category.Code);
            foreach (var term in category.Terms)
            {
                yield return new Selection(category.Code, term.Code, item => item.Term == term.Code);
            }
        }

        if (context.Dataset.In(set).Any(data => data.AdverseEvents.Any(item => item.Category == AdverseEventRecord.Uncoded)))
        {
            yield return new Selection(AdverseEventRecord.Uncoded, null, item => item.Category == AdverseEventRecord.Uncoded);
        }
    }

    private static void Describe(AnalysisContext context, ResultPlace place, GroupTally group, Selection selection)
    {
        var (_, members, tally) = group;
        var at = place with { Sources = tally.Sources };
        context.Table.Number(at, StatisticName.Count, tally.Events);
        context.Table.Estimate(at, StatisticName.Percent, Percent.Of(tally.Events, members.Length), ResultMethod.In("%"));
        context.Table.Number(at, StatisticName.Events, members.Sum(data => data.AdverseEvents.Count(selection.Includes)));
        if (selection.Variable == AnyCategory)
        {
            context.Table.Number(at with { Sources = context.MembershipSources(members) }, StatisticName.Denominator, members.Length);
        }
    }

    private static void Compare(
        AdverseEventIncidenceEndpoint endpoint, AnalysisContext context, string set, Selection selection, (BinaryTally Experimental, BinaryTally Control) arms)
    {
        var place = new ResultPlace(endpoint.Id, set, context.Comparison, selection.Variable)
        {
            Level = selection.Level,
            Sources = [.. arms.Experimental.Sources, .. arms.Control.Sources],
        };
        var comparison = ArmComparison.Of(context, place, endpoint.AssociationTest, arms);
        context.Table.Estimate(place, StatisticName.PValue, comparison.Test.PValue, new ResultMethod(comparison.Test.Method));
        context.Comparisons.Add(comparison);
    }

    private sealed record Selection(string Variable, string? Level, Func<AdverseEventRecord, bool> Includes);
}
