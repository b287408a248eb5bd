using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Subjects per site, stratum and arm.</summary>
public static class Enrolment
{
    /// <summary>Variable name of all sites together.</summary>
    public const string AllSites = "all-sites";

    public static void Analyse(EnrolmentEndpoint endpoint, AnalysisContext context)
    {
        var levels = context.Protocol.FindParameter(endpoint.Stratum)!.Values;
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var (group, members) in context.Groups(set))
            {
                foreach (var site in context.Protocol.Sites)
                {
                    Count(endpoint, context, new ResultPlace(endpoint.Id, set, group, site.Id), [.. members.Where(data => data.Subject.Site == site.SiteId)]);
                }

                Count(endpoint, context, new ResultPlace(endpoint.Id, set, group, AllSites), members);
            }
        }

        void Count(EnrolmentEndpoint definition, AnalysisContext analysis, ResultPlace place, ImmutableArray<SubjectData> subjects)
        {
            foreach (var level in levels)
            {
                var ofLevel = subjects.Where(data => data.Subject.Strata.GetValueOrDefault(definition.Stratum) == level.Value).ToList();
                analysis.Table.Number(place.At(level.Value) with { Sources = Sources(ofLevel) }, StatisticName.Count, ofLevel.Count);
            }

            analysis.Table.Number(place with { Sources = Sources(subjects) }, StatisticName.Count, subjects.Length);
        }

        ImmutableArray<string> Sources(IEnumerable<SubjectData> subjects) =>
            [.. subjects.SelectMany(data => data.Subject.SourcesOf(context.Protocol.SubjectLevel.Enrolment, context.Protocol.SubjectLevel.Allocation, endpoint.Stratum))];
    }
}
