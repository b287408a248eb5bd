using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Sizes of every analysis set per arm (analysis id <c>POP</c>): the N of table headings.</summary>
public static class Populations
{
    public const string AnalysisId = "POP";

    public static void Analyse(AnalysisContext context)
    {
        foreach (var set in context.Protocol.AnalysisSets)
        {
            foreach (var (group, members) in context.Groups(set.Id))
            {
                var place = new ResultPlace(AnalysisId, set.Id, group, "subjects") { Sources = context.MembershipSources(members) };
                context.Table.Number(place, StatisticName.Denominator, members.Length);
            }
        }
    }
}
