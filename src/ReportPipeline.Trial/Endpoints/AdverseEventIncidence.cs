using System.Collections.Immutable;
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
                foreach (var (group, members) in context.Groups(set))
                {
                    Describe(endpoint, context, new ResultPlace(endpoint.Id, set, group, selection.Variable) { Level = selection.Level }, members, selection);
                }

                Compare(endpoint, context, set, selection);
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

    private static void Describe(
        AdverseEventIncidenceEndpoint endpoint,
        AnalysisContext context,
        ResultPlace place,
        ImmutableArray<SubjectData> members,
        Selection selection)
    {
        var events = members.SelectMany(data => data.AdverseEvents).Where(selection.Includes).ToList();
        var subjects = Affected(members, selection).Events;
        var at = place with { Sources = [.. events.SelectMany(item => item.Sources)] };
        context.Table.Number(at, StatisticName.Count, subjects);
        context.Table.Estimate(at, StatisticName.Percent, Percent.Of(subjects, members.Length), ResultMethod.In("%"));
        context.Table.Number(at, StatisticName.Events, events.Count);
        if (selection.Variable == AnyCategory)
        {
            context.Table.Number(at with { Sources = context.MembershipSources(members) }, StatisticName.Denominator, members.Length);
        }
    }

    private static void Compare(AdverseEventIncidenceEndpoint endpoint, AnalysisContext context, string set, Selection selection)
    {
        var arms = context.ArmGroups(set).Select(arm => Affected(arm.Members, selection)).ToList();
        var place = new ResultPlace(endpoint.Id, set, context.Comparison, selection.Variable)
        {
            Level = selection.Level,
            Sources = [.. arms.SelectMany(arm => arm.Sources)],
        };
        var comparison = ArmComparison.Of(context, place, endpoint.AssociationTest, (arms[0], arms[1]));
        context.Table.Estimate(place, StatisticName.PValue, comparison.Test.PValue, new ResultMethod(comparison.Test.Method));
        context.Comparisons.Add(comparison);
    }

    private static BinaryTally Affected(ImmutableArray<SubjectData> members, Selection selection) => BinaryTally.Of(members, data =>
    {
        var events = data.AdverseEvents.Where(selection.Includes).ToList();
        return new SubjectResult(events.Count > 0, [.. events.SelectMany(item => item.Sources)]);
    });

    private sealed record Selection(string Variable, string? Level, Func<AdverseEventRecord, bool> Includes);
}
