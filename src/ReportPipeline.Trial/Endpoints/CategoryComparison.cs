using System.Collections.Immutable;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Subjects per value of a coded parameter; the arms are compared over all values at once.</summary>
public static class CategoryComparison
{
    public static void Analyse(CategoryEndpoint endpoint, AnalysisContext context)
    {
        var levels = context.Protocol.FindParameter(endpoint.Parameter)!.Values;
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var (group, members) in context.Groups(set))
            {
                var known = Readings(endpoint, members);
                var place = new ResultPlace(endpoint.Id, set, group, endpoint.Parameter) { Sources = [.. known.SelectMany(finding => finding.Sources)] };
                context.Table.Number(place, StatisticName.Denominator, known.Count);
                context.Table.Number(place, StatisticName.Missing, members.Length - known.Count);
                foreach (var level in levels)
                {
                    var count = known.Count(finding => finding.CodedValue == level.Value);
                    context.Table.Number(place.At(level.Value), StatisticName.Count, count);
                    context.Table.Estimate(place.At(level.Value), StatisticName.Percent, Percent.Of(count, known.Count), ResultMethod.In("%"));
                }
            }

            Compare(endpoint, context, set, levels);
        }
    }

    private static void Compare(CategoryEndpoint endpoint, AnalysisContext context, string set, ImmutableArray<CodedValue> levels)
    {
        var arms = context.ArmGroups(set).Select(arm => Readings(endpoint, arm.Members)).ToList();
        var counts = new long[2, levels.Length];
        for (var level = 0; level < levels.Length; level++)
        {
            counts[0, level] = arms[0].Count(finding => finding.CodedValue == levels[level].Value);
            counts[1, level] = arms[1].Count(finding => finding.CodedValue == levels[level].Value);
        }

        var place = new ResultPlace(endpoint.Id, set, context.Comparison, endpoint.Parameter)
        {
            Sources = [.. arms.SelectMany(findings => findings).SelectMany(finding => finding.Sources)],
        };
        var table = ContingencyTable.Of(counts);
        context.Compare(new Comparison(place, ArmComparison.Test(endpoint.AssociationTest, table), new ComparedCounts(table, [])));
    }

    private static List<FindingRecord> Readings(CategoryEndpoint endpoint, ImmutableArray<SubjectData> members) =>
    [
        .. members
            .Select(data => data.FindingsOf(endpoint.Parameter).LastOrDefault(finding => finding.CodedValue is not null
                && (endpoint.Visit is null || (finding.Visit == endpoint.Visit && finding.RepresentsVisit))))
            .OfType<FindingRecord>(),
    ];
}
