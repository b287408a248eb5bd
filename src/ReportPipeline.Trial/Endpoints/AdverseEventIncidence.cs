using System.Collections.Immutable;
using ReportPipeline.Statistics.Tables;
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
        var subjects = Affected(members, selection);
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
        var arms = context.ArmGroups(set).Select(arm => arm.Members).ToList();
        var table = ContingencyTable.FromEvents(Affected(arms[0], selection), arms[0].Length, Affected(arms[1], selection), arms[1].Length);
        var test = ArmComparison.Test(endpoint.AssociationTest, table);
        var place = new ResultPlace(endpoint.Id, set, context.Comparison, selection.Variable)
        {
            Level = selection.Level,
            Sources = [.. arms.SelectMany(members => members).SelectMany(data => data.AdverseEvents).Where(selection.Includes).SelectMany(item => item.Sources)],
        };
        context.Table.Estimate(place, StatisticName.PValue, test.PValue, new ResultMethod(test.Method));
    }

    private static int Affected(ImmutableArray<SubjectData> members, Selection selection) =>
        members.Count(data => data.AdverseEvents.Any(selection.Includes));

    private sealed record Selection(string Variable, string? Level, Func<AdverseEventRecord, bool> Includes);
}
