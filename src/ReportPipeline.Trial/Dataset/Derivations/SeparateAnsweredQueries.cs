using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>
/// Tells the questions raised when versions were read apart into open and answered. A question belongs to a version; it
/// is answered when a later version of the same resource counts and does not raise it again.
/// </summary>
/// <remarks>
/// A function of what was received and of nothing else, so that every run of the same ledger head gives the same states.
/// A later version that yields neither a fact nor a question of its own answers nothing: it is not known here.
/// </remarks>
public static class SeparateAnsweredQueries
{
    private static readonly Comparer<SourceReference> ByReceipt = Comparer<SourceReference>.Create(CompareReceipt);

    /// <param name="raised">Every question raised at intake, of every version.</param>
    /// <param name="facts">Every version received up to the cut-off, in any order.</param>
    public static QueriesByState Of(IEnumerable<DataQuery> raised, IEnumerable<ClinicalFact> facts)
    {
        var queries = raised.ToList();
        var counting = CountingVersions(queries, facts);
        var open = ImmutableArray.CreateBuilder<DataQuery>();
        var answered = ImmutableArray.CreateBuilder<AnsweredQuery>();
        var questions = queries.GroupBy(query => (Resource: query.Source.Resource, query.Code, query.Parameter));
        foreach (var question in questions)
        {
            var answer = counting[question.Key.Resource];
            var standing = question.Where(query => CompareReceipt(query.Source, answer) >= 0).ToList();
            open.AddRange(standing);
            if (standing.Count == 0)
            {
                answered.Add(new AnsweredQuery(question.MaxBy(query => query.Source, ByReceipt)!, answer));
            }
        }

        return new QueriesByState(open.ToImmutable(), answered.ToImmutable());
    }

    // As in SelectCurrentVersions: what arrives without amendment after an amended version, or one in error, does not supersede it.
    private static Dictionary<ResourceIdentity, SourceReference> CountingVersions(List<DataQuery> queries, IEnumerable<ClinicalFact> facts)
    {
        var asked = queries.Select(query => query.Source).DistinctBy(source => source.VersionId).ToLookup(source => source.Resource);
        var versions = facts
            .Where(fact => asked.Contains(fact.Source.Resource))
            .Select(fact => (fact.Source, fact.Status))
            .Concat(asked.SelectMany(sources => sources.Select(source => (Source: source, Status: RecordStatus.NotCounted))))
            .OrderBy(version => version.Source, ByReceipt)
            // A version with facts is known by their status; its questions say nothing about that.
            .ThenBy(version => version.Status == RecordStatus.NotCounted);
        var counting = new Dictionary<ResourceIdentity, (SourceReference Source, RecordStatus Status)>();
        foreach (var version in versions)
        {
            var resource = version.Source.Resource;
            var supersedes = !counting.TryGetValue(resource, out var current)
                || (version.Source.VersionId != current.Source.VersionId
                    && SelectCurrentVersions.Supersedes(current.Status, version.Status));
            if (supersedes)
            {
                counting[resource] = version;
            }
        }

        return counting.ToDictionary(pair => pair.Key, pair => pair.Value.Source);
    }

    private static int CompareReceipt(SourceReference one, SourceReference other) =>
        one.ReceivedAt.CompareTo(other.ReceivedAt) is not 0 and var byTime ? byTime
        : string.CompareOrdinal(one.BundleHash, other.BundleHash) is not 0 and var byBundle ? byBundle
        : one.EntryIndex.CompareTo(other.EntryIndex);
}
