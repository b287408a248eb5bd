using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset;

/// <summary>What a dataset, or a part of it, is made of before subjects are put into analysis sets.</summary>
/// <param name="Subjects">Everything derived, by subject.</param>
/// <param name="Queries">Open questions.</param>
/// <param name="SourceVersions">Every resource version received, each once.</param>
public sealed record DatasetContent(
    ImmutableArray<SubjectData> Subjects,
    ImmutableArray<DataQuery> Queries,
    ImmutableArray<SourceReference> SourceVersions)
{
    public static DatasetContent Empty { get; } = new([], [], []);

    public ImmutableArray<AnsweredQuery> AnsweredQueries { get; init; } = [];

    /// <summary>
    /// All parts in one, in the order that every stored table and every report has: subjects by number, questions by site,
    /// subject and code, versions by id. The order of the parts makes no difference.
    /// </summary>
    public static DatasetContent Sum(IReadOnlyCollection<DatasetContent> parts) => new(
        [.. parts.SelectMany(part => part.Subjects).OrderBy(data => data.Subject.Subject).ThenBy(data => data.Subject.Site)],
        InOrder(parts.SelectMany(part => part.Queries), query => query),
        InOrder(parts.SelectMany(part => part.SourceVersions)))
    {
        AnsweredQueries = InOrder(parts.SelectMany(part => part.AnsweredQueries), answered => answered.Query),
    };

    /// <summary>What is left when everything is taken out that the resources say.</summary>
    public DatasetContent Without(IReadOnlySet<ResourceIdentity> resources, IReadOnlySet<(SubjectId Subject, string Site)> subjects) => new(
        [.. Subjects.Where(data => !subjects.Contains((data.Subject.Subject, data.Subject.Site.Value)))],
        [.. Queries.Where(query => !resources.Contains(query.Source.Resource))],
        [.. SourceVersions.Where(source => !resources.Contains(source.Resource))])
    {
        AnsweredQueries = [.. AnsweredQueries.Where(answered => !resources.Contains(answered.Query.Source.Resource))],
    };

    /// <summary>The parts by number; what shares an anchor must have the same.</summary>
    /// <param name="numberOf">Number of a part by the name of an anchor.</param>
    public IReadOnlyDictionary<int, DatasetContent> Split(Func<string, int> numberOf)
    {
        var subjects = Subjects.ToLookup(data => numberOf(Anchor.Of(data.Subject.Subject, data.Subject.Site.Value)));
        var queries = Queries.ToLookup(query => numberOf(Anchor.Of(query.Source.Resource)));
        var answered = AnsweredQueries.ToLookup(query => numberOf(Anchor.Of(query.Query.Source.Resource)));
        var versions = SourceVersions.ToLookup(source => numberOf(Anchor.Of(source.Resource)));
        return versions.ToDictionary(part => part.Key, part => new DatasetContent([.. subjects[part.Key]], [.. queries[part.Key]], [.. part])
        {
            AnsweredQueries = [.. answered[part.Key]],
        });
    }

    private static ImmutableArray<SourceReference> InOrder(IEnumerable<SourceReference> versions)
    {
        SourceReference[] sorted = [.. versions];
        OrdinalSort.Sort(sorted, source => source.VersionId);
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
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
