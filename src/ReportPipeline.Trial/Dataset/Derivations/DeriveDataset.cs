using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives the analysis dataset from every fact of a snapshot.</summary>
public static class DeriveDataset
{
    /// <param name="facts">Every version received up to the cut-off, in any order.</param>
    /// <param name="intakeQueries">Questions that were raised when bundles were read.</param>
    public static TrialDataset From(
        TrialProtocol protocol,
        DecisionList decisions,
        IReadOnlyCollection<ClinicalFact> facts,
        IEnumerable<DataQuery> intakeQueries)
    {
        // Versions first: a correction may move a record from one subject to another.
        var versions = SelectCurrentVersions.Of(facts);
        var resolved = ResolveSubjects.Of(versions.Facts);
        var subjects = resolved.BySubject
            .Select(group => DeriveSubjectData.From(protocol, group.Subject, group.Site, group.Facts))
            .ToImmutableArray();
        var asked = SeparateAnsweredQueries.Of(intakeQueries, facts);
        var queries = InOrder([.. asked.Open, .. versions.Queries, .. resolved.Queries, .. subjects.SelectMany(subject => subject.Queries)], query => query);
        return new TrialDataset(protocol, decisions, new DatasetContent(
            subjects,
            queries,
            SourceVersions([.. facts.Select(fact => fact.Source), .. queries.Select(query => query.Source)]))
        {
            AnsweredQueries = InOrder(WithDerived(asked.Answered, FindAnsweredQueries.Of(protocol, facts, queries)), answered => answered.Query),
        });
    }

    // Some questions are raised both when a record is read and when records are put together: once is enough.
    private static IEnumerable<AnsweredQuery> WithDerived(ImmutableArray<AnsweredQuery> read, IEnumerable<AnsweredQuery> derived)
    {
        var known = read.Select(answered => (answered.Query.Code, answered.Query.Source.ResourceKey)).ToHashSet();
        return read.Concat(derived.Where(answered => known.Add((answered.Query.Code, answered.Query.Source.ResourceKey))));
    }

    private static ImmutableSortedDictionary<string, SourceReference> SourceVersions(IEnumerable<SourceReference> sources)
    {
        var versions = ImmutableSortedDictionary.CreateBuilder<string, SourceReference>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            versions[source.VersionId] = source;
        }

        return versions.ToImmutable();
    }

    private static ImmutableArray<T> InOrder<T>(IEnumerable<T> items, Func<T, DataQuery> query) =>
    [
        .. items
            .OrderBy(item => query(item).Source.Site, StringComparer.Ordinal)
            .ThenBy(item => query(item).Subject?.Value, StringComparer.Ordinal)
            .ThenBy(item => query(item).Code, StringComparer.Ordinal)
            .ThenBy(item => query(item).Source.VersionId, StringComparer.Ordinal)
            .ThenBy(item => query(item).Parameter, StringComparer.Ordinal),
    ];
}
