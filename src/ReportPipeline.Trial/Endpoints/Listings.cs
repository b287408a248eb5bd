using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Coded readings per subject and trial day, as text rows.</summary>
public static class Listings
{
    /// <summary>Statistic name of a listed reading.</summary>
    public const string Reading = "reading";

    /// <summary>Variable of the number of subjects with a reading.</summary>
    public const string Subjects = "subjects";

    public static void Analyse(ListingEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            var all = context.Dataset.In(set);
            var listed = all.Where(data => Dated(endpoint, data).Any()).ToList();
            var subjects = new ResultPlace(endpoint.Id, set, AnalysisContext.Total, Subjects) { Sources = [.. listed.SelectMany(data => Dated(endpoint, data)).SelectMany(finding => finding.Sources)] };
            context.Table.Number(subjects, StatisticName.Count, listed.Count);
            context.Table.Number(subjects, StatisticName.Denominator, all.Length);
            foreach (var (group, members) in context.ArmGroups(set))
            {
                foreach (var data in members)
                {
                    var byDay = Dated(endpoint, data).GroupBy(finding => finding.Day!.Value);
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

    private static IEnumerable<FindingRecord> Dated(ListingEndpoint endpoint, SubjectData data) =>
        data.Findings.Where(finding => finding.Parameter == endpoint.Parameter && finding is { CodedValue: not null, Day: not null });
}
