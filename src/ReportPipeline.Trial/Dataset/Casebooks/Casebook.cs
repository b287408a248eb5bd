using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Casebooks;

/// <summary>
/// Everything ever received about one subject: the smallest set of facts that can be derived by itself. Corrections that move
/// a record from one subject to another tie both into one casebook; a resource that names no subject is a casebook of its own.
/// </summary>
/// <param name="Key">The least of its anchors: a subject's when there is one.</param>
/// <param name="Facts">Every version received, in order of receipt.</param>
/// <param name="Queries">Questions that were raised when the versions were read, in the same order.</param>
public sealed record Casebook(string Key, ImmutableArray<ClinicalFact> Facts, ImmutableArray<DataQuery> Queries)
{
    /// <summary>Hash of the key; its leading bits choose the volume.</summary>
    [JsonIgnore]
    public ulong Id { get; } = Anchor.Hash(Key);

    /// <summary>Hashes of all anchors, repeats included.</summary>
    [JsonIgnore]
    public IEnumerable<ulong> Anchors => AnchorNames(Facts, Queries).Select(Anchor.Hash);

    /// <summary>Binds facts and questions that belong together, in any order.</summary>
    public static Casebook Bind(IReadOnlyCollection<ClinicalFact> facts, IReadOnlyCollection<DataQuery> queries) => new(
        AnchorNames(facts, queries).Min(StringComparer.Ordinal)!,
        InOrder(facts, fact => fact.Source),
        InOrder(queries, query => query.Source));

    /// <summary>The casebook as it was without the bundles; null when nothing is left.</summary>
    public Casebook? Without(IReadOnlySet<(string Site, string Hash)> bundles)
    {
        ImmutableArray<ClinicalFact> facts = [.. Facts.Where(fact => !bundles.Contains((fact.Source.Site, fact.Source.BundleHash)))];
        ImmutableArray<DataQuery> queries = [.. Queries.Where(query => !bundles.Contains((query.Source.Site, query.Source.BundleHash)))];
        return facts.IsEmpty && queries.IsEmpty ? null : this with { Facts = facts, Queries = queries };
    }

    /// <summary>The resources that it holds versions of.</summary>
    public IEnumerable<ResourceIdentity> Resources() =>
        Facts.Select(fact => fact.Source.Resource).Concat(Queries.Select(query => query.Source.Resource));

    /// <summary>Every subject that any of its versions names.</summary>
    public IEnumerable<(SubjectId Subject, string Site)> Subjects() => Facts
        .Where(fact => fact.Link.Subject is not null)
        .Select(fact => (fact.Link.Subject!.Value, fact.Source.Site));

    private static IEnumerable<string> AnchorNames(IEnumerable<ClinicalFact> facts, IEnumerable<DataQuery> queries) =>
        facts.SelectMany(Anchor.Of).Concat(queries.SelectMany(Anchor.Of));

    // The facts of one version keep their order; no two versions share bundle and entry.
    private static ImmutableArray<T> InOrder<T>(IEnumerable<T> items, Func<T, SourceReference> source) =>
    [
        .. items
            .OrderBy(item => source(item).ReceivedAt)
            .ThenBy(item => source(item).BundleHash, StringComparer.Ordinal)
            .ThenBy(item => source(item).EntryIndex),
    ];
}
