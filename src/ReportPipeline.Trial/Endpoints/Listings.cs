using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Coded readings per subject and trial day, as text rows.</summary>
public static class Listings
{
    /// <summary>Statistic name of a listed reading.</summary>
    public const string Reading = "reading";

    public static void Analyse(ListingEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var (group, members) in context.ArmGroups(set))
            {
                foreach (var data in members)
                {
                    var byDay = data.Findings
                        .Where(finding => finding.Parameter == endpoint.Parameter && finding.CodedValue is not null && finding.Day is not null)
                        .GroupBy(finding => finding.Day!.Value);
                    foreach (var readings in byDay)
                    {
                        var place = new ResultPlace(endpoint.Id, set, group, data.Subject.Subject.Value)
                        {
                            Level = readings.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
                            Sources = [.. readings.SelectMany(finding => finding.Sources)],
                        };
                        context.Table.Text(place, Reading, string.Join(' ', readings.Select(finding => finding.CodedValue)));
                    }
                }
            }
        }
    }
}
