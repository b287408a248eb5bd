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
                    var groups = BinaryTally.OfGroups(context, set, data =>
                    {
                        var reading = data.FindingAt(variable, visit);
                        return reading is null ? new SubjectResult(null, []) : new SubjectResult(reading.CodedValue == endpoint.Value, reading.Sources);
                    });
                    foreach (var (group, members, tally) in groups)
                    {
                        tally.Write(context.Table, new ResultPlace(endpoint.Id, set, group, variable) { Level = visit, Sources = tally.Sources }, members.Length);
                    }

                    Compare(endpoint, context, new ResultPlace(endpoint.Id, set, context.Comparison, variable) { Level = visit }, (groups[0].Tally, groups[1].Tally));
                }
            }
        }
    }

    private static void Compare(
        FindingsOverTimeEndpoint endpoint, AnalysisContext context, ResultPlace place, (BinaryTally Experimental, BinaryTally Control) groups) =>
        context.Compare(ArmComparison.Of(
            context, place with { Sources = [.. groups.Experimental.Sources, .. groups.Control.Sources] }, endpoint.AssociationTest, groups));
}
