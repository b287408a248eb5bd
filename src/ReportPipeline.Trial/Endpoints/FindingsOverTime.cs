using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Subjects with a finding, visit by visit. A subject without a reading at the visit is missing there, not free of it.</summary>
public static class FindingsOverTime
{
    public static void Analyse(FindingsOverTimeEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var variable in endpoint.Variables)
            {
                foreach (var visit in endpoint.Visits)
                {
                    var groups = context.Groups(set).Select(group => Describe(endpoint, context, set, variable, visit, group)).ToList();
                    Compare(endpoint, context, new ResultPlace(endpoint.Id, set, context.Comparison, variable) { Level = visit }, groups);
                }
            }
        }
    }

    private static BinaryTally Describe(
        FindingsOverTimeEndpoint endpoint,
        AnalysisContext context,
        string set,
        string variable,
        string visit,
        (string Group, ImmutableArray<SubjectData> Members) group)
    {
        var tally = BinaryTally.Of(group.Members, data =>
        {
            var reading = data.FindingAt(variable, visit);
            return reading is null ? new SubjectResult(null, []) : new SubjectResult(reading.CodedValue == endpoint.Value, reading.Sources);
        });
        var place = new ResultPlace(endpoint.Id, set, group.Group, variable) { Level = visit, Sources = tally.Sources };
        tally.Write(context.Table, place, group.Members.Length);
        return tally;
    }

    private static void Compare(FindingsOverTimeEndpoint endpoint, AnalysisContext context, ResultPlace place, List<BinaryTally> groups) =>
        context.Compare(ArmComparison.Of(
            context, place with { Sources = [.. groups[0].Sources, .. groups[1].Sources] }, endpoint.AssociationTest, (groups[0], groups[1])));
}
