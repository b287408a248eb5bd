using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Open data queries per site and accepted bundles (analysis id <c>DQ</c>).</summary>
public static class DataQuality
{
    public const string AnalysisId = "DQ";

    public static void Analyse(AnalysisContext context, RunIdentity identity)
    {
        var set = context.Protocol.AnalysisSets[0].Id;
        var place = new ResultPlace(AnalysisId, set, AnalysisContext.Total, "queries");
        foreach (var site in context.Protocol.Sites)
        {
            var open = context.Dataset.Queries.Where(query => query.Source.Site == site.Id).ToList();
            context.Table.Number(
                place.At(site.Id) with { Sources = [.. open.Select(query => query.Source.VersionId)] },
                StatisticName.Count,
                open.Count);
        }

        context.Table.Number(
            place with { Sources = [.. context.Dataset.Queries.Select(query => query.Source.VersionId)] },
            StatisticName.Count,
            context.Dataset.Queries.Length);
        var known = context.Dataset.Subjects.Select(data => data.Subject.Subject.Value).ToHashSet(StringComparer.Ordinal);
        context.Table.Number(
            place with { Variable = "decisions-without-subject" },
            StatisticName.Count,
            context.Decisions.Decisions.Count(decision => !known.Contains(decision.Subject)));
        context.Table.Number(place with { Variable = "bundles" }, StatisticName.Count, identity.BundleCount);
    }
}
