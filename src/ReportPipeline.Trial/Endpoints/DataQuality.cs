using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Open data queries per site and accepted bundles (analysis id <c>DQ</c>).</summary>
public static class DataQuality
{
    public const string AnalysisId = "DQ";

    /// <summary>Variable of open queries counted by their code, the level.</summary>
    public const string QueryCodeVariable = "query-code";

    /// <summary>Variable of assessments received of those due; the level is site and visit.</summary>
    public const string CompletenessVariable = "completeness";

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
        QueriesByCode(context, place);
        Completeness(context, place with { Variable = CompletenessVariable }, identity.DataCutOff);
    }

    private static void QueriesByCode(AnalysisContext context, ResultPlace place)
    {
        foreach (var code in context.Dataset.Queries.GroupBy(query => query.Code, StringComparer.Ordinal).OrderBy(code => code.Key, StringComparer.Ordinal))
        {
            var at = place with { Variable = QueryCodeVariable, Level = code.Key, Sources = [.. code.Select(query => query.Source.VersionId)] };
            context.Table.Number(at, StatisticName.Count, code.Count());
        }
    }

    /// <summary>Assessments received of those due at each visit (what a death or the calendar makes not due is not counted), per site.</summary>
    private static void Completeness(AnalysisContext context, ResultPlace place, DateTimeOffset dataCutOff)
    {
        foreach (var site in context.Protocol.Sites)
        {
            var visits = context.Dataset.Subjects
                .Where(data => data.Subject.Site == site.SiteId)
                .SelectMany(data => DeriveCompleteness.From(context.Protocol, data, dataCutOff).Visits)
                .ToLookup(visit => visit.Visit, StringComparer.Ordinal);
            foreach (var visit in context.Protocol.Visits.Where(visit => visits.Contains(visit.Id)))
            {
                var received = visits[visit.Id].Sum(item => item.Received);
                var due = received + visits[visit.Id].Sum(item => item.Absent.Length + item.Missing.Length);
                var at = place.At($"{site.Id}/{visit.Id}");
                context.Table.Number(at, StatisticName.Count, received);
                context.Table.Number(at, StatisticName.Denominator, due);
                context.Table.Estimate(at, StatisticName.Percent, Percent.Of(received, due), ResultMethod.In("%"));
            }
        }
    }
}
