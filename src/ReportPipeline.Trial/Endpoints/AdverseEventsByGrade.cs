using System.Globalization;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Events, not subjects, by CTCAE grade.</summary>
public static class AdverseEventsByGrade
{
    public static void Analyse(AdverseEventGradeEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var (group, members) in context.Groups(set))
            {
                var events = members.SelectMany(data => data.AdverseEvents).ToList();
                var place = new ResultPlace(endpoint.Id, set, group, "events");
                for (var grade = 1; grade <= 5; grade++)
                {
                    Count(context, place.At("grade-" + grade.ToString(CultureInfo.InvariantCulture)), events.Where(item => item.Grade == grade));
                }

                Count(context, place.At("grade-missing"), events.Where(item => item.Grade is null));
                Count(context, place.At("grade-3-or-worse"), events.Where(item => item.Grade >= 3));
                Count(context, place, events);
            }
        }
    }

    private static void Count(AnalysisContext context, ResultPlace place, IEnumerable<AdverseEventRecord> events)
    {
        var counted = events.ToList();
        context.Table.Number(place with { Sources = [.. counted.SelectMany(item => item.Sources)] }, StatisticName.Count, counted.Count);
    }
}
