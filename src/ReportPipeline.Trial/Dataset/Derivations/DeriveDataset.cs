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
        IEnumerable<DataQuery> intakeQueries) => new(protocol, decisions, ContentOf(protocol, facts, intakeQueries));

    /// <summary>
    /// The records of the facts, of a whole trial or of a part that shares no anchor with the rest: what the parts derive
    /// to adds up to what the whole derives to.
    /// </summary>
    public static DatasetContent ContentOf(TrialProtocol protocol, IReadOnlyCollection<ClinicalFact> facts, IEnumerable<DataQuery> intakeQueries)
    {
        // Versions first: a correction may move a record from one subject to another.
        var versions = SelectCurrentVersions.Of(facts);
        var resolved = ResolveSubjects.Of(versions.Facts);
        var subjects = resolved.BySubject
            .Select(group => DeriveSubjectData.From(protocol, group.Subject, group.Site, group.Facts))
            .ToImmutableArray();
        var asked = SeparateAnsweredQueries.Of(intakeQueries, facts);
        ImmutableArray<DataQuery> queries = [.. asked.Open, .. versions.Queries, .. resolved.Queries, .. subjects.SelectMany(subject => subject.Queries)];
        ImmutableArray<AnsweredQuery> answered = [.. WithDerived(asked.Answered, FindAnsweredQueries.Of(protocol, facts, queries, resolved.BySubject.Zip(subjects)))];
        var content = DatasetContent.Sum([new DatasetContent(subjects, queries, Versions(facts, queries, answered)) { AnsweredQueries = answered }]);
        var bySubject = content.Queries.ToLookup(query => query.Subject);
        return content with { Subjects = [.. content.Subjects.Select(data => data with { Queries = [.. bySubject[data.Subject.Subject]] })] };
    }

    // Some questions are raised both when a record is read and when records are put together: once is enough.
    private static IEnumerable<AnsweredQuery> WithDerived(ImmutableArray<AnsweredQuery> read, IEnumerable<AnsweredQuery> derived)
    {
        var known = read.Select(answered => (answered.Query.Code, answered.Query.Source.ResourceKey)).ToHashSet();
        return read.Concat(derived.Where(answered => known.Add((answered.Query.Code, answered.Query.Source.ResourceKey))));
    }

    private static ImmutableArray<SourceReference> Versions(
        IEnumerable<ClinicalFact> facts, IEnumerable<DataQuery> queries, IEnumerable<AnsweredQuery> answered) =>
    [
        .. facts.Select(fact => fact.Source)
            .Concat(queries.Select(query => query.Source))
            .Concat(answered.SelectMany(query => new[] { query.Query.Source, query.Answer }))
            .DistinctBy(source => source.VersionId),
    ];
}
