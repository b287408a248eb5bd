using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>A quantity per visit and arm, described; no test is made visit by visit.</summary>
public static class MeasurementsOverTime
{
    public static void Analyse(MeasurementsOverTimeEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var variable in endpoint.Variables)
            {
                var unit = ResultMethod.In(context.Protocol.FindParameter(variable)!.Unit!);
                foreach (var visit in endpoint.Visits)
                {
                    foreach (var (group, members) in context.Groups(set))
                    {
                        var findings = members
                            .Select(data => data.FindingAt(variable, visit))
                            .ToList();
                        var place = new ResultPlace(endpoint.Id, set, group, variable)
                        {
                            Level = visit,
                            Sources = [.. findings.SelectMany(finding => finding?.Sources ?? [])],
                        };
                        QuantityRows.Describe(context.Table, place, Summary.Of(findings.Select(finding => (double?)finding?.AnalysisValue)), unit);
                    }
                }
            }
        }
    }
}
