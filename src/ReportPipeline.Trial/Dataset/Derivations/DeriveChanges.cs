using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>
/// Derives what changed in the dataset between two sets of facts, of which the later holds the earlier: new subjects,
/// corrections with before and after, and withdrawals, each by the resource that it comes from.
/// </summary>
public static class DeriveChanges
{
    /// <param name="protocol">The trial.</param>
    /// <param name="decisions">Decisions about analysis sets.</param>
    /// <param name="before">Facts of the snapshot before; empty for the first.</param>
    /// <param name="after">The same and those received since, in any order.</param>
    public static DatasetChanges Between(
        TrialProtocol protocol,
        DecisionList decisions,
        IReadOnlyCollection<ClinicalFact> before,
        IReadOnlyCollection<ClinicalFact> after)
    {
        if (before.Count == 0)
        {
            return AllNew(DeriveDataset.ContentOf(protocol, after, []));
        }

        var (old, now) = (State.Of(protocol, decisions, before), State.Of(protocol, decisions, after));
        var known = before.Select(fact => fact.Source.Resource).ToHashSet();
        var changes = now.Resources.Keys.Union(old.Resources.Keys)
            .Where(known.Contains)
            .Where(resource => old.VersionOf(resource) != now.VersionOf(resource))
            .Select(resource => Change(resource, old, now, after))
            .ToList();
        return DatasetChanges.Sum(
        [
            new DatasetChanges
            {
                NewSubjects = [.. now.Subjects.Except(old.Subjects)],
                RemovedSubjects = [.. old.Subjects.Except(now.Subjects)],
                Corrections = [.. changes.Where(change => change.Reason is null && !change.Values.IsEmpty)],
                Withdrawals = [.. changes.Where(change => change.Reason is not null)],
                AddedRecords = Added(now, known),
            },
        ]);
    }

    /// <summary>The same when there was nothing before.</summary>
    public static DatasetChanges AllNew(DatasetContent content)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["ADAE"] = content.Subjects.Sum(data => data.AdverseEvents.Length),
            ["ADCM"] = content.Subjects.Sum(data => data.ConcomitantTreatments.Length),
            ["ADEX"] = content.Subjects.Sum(data => data.Exposures.Length),
            ["ADFIND"] = content.Subjects.Sum(data => data.Findings.Length),
        };
        return new DatasetChanges
        {
            NewSubjects = [.. content.Subjects.Select(data => new SubjectOfSite(data.Subject.Subject, data.Subject.Site.Value))],
            AddedRecords = counts.Where(table => table.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private static RecordChange Change(ResourceIdentity resource, State old, State now, IEnumerable<ClinicalFact> after)
    {
        var (was, stands) = (old.Resources.GetValueOrDefault(resource), now.Resources.GetValueOrDefault(resource));
        var withdrawal = stands is null ? LatestOf(resource, after) : null;
        var version = stands?.Source.VersionId ?? withdrawal?.Source.VersionId;
        return new RecordChange(
            now.SubjectOf(stands) ?? old.SubjectOf(was),
            resource.Site,
            resource.Type,
            resource.Key,
            was?.Source.VersionId,
            version,
            withdrawal is null ? null : withdrawal.Status == RecordStatus.EnteredInError ? "entered-in-error" : "not-counted",
            Differences(old.RowsOf(was), now.RowsOf(stands)));
    }

    private static ClinicalFact LatestOf(ResourceIdentity resource, IEnumerable<ClinicalFact> facts) => facts
        .Where(fact => fact.Source.Resource == resource)
        .OrderBy(fact => fact.Source.ReceivedAt)
        .ThenBy(fact => fact.Source.BundleHash, StringComparer.Ordinal)
        .ThenBy(fact => fact.Source.EntryIndex)
        .Last();

    // Rows of one resource pair up by what they are about; several about the same pair up in their order.
    private static ImmutableArray<ValueChange> Differences(IEnumerable<RecordRow> before, IEnumerable<RecordRow> after)
    {
        var (old, now) = (Numbered(before), Numbered(after));
        var differences = ImmutableArray.CreateBuilder<ValueChange>();
        foreach (var key in old.Keys.Union(now.Keys).Order())
        {
            var (was, stands) = (old.GetValueOrDefault(key)?.Values, now.GetValueOrDefault(key)?.Values);
            foreach (var variable in (was ?? stands)!.Keys)
            {
                var (one, other) = (was?.GetValueOrDefault(variable), stands?.GetValueOrDefault(variable));
                if (one != other)
                {
                    differences.Add(new ValueChange(key.Table, key.Item, variable, one, other));
                }
            }
        }

        return differences.ToImmutable();
    }

    private static Dictionary<RowKey, RecordRow> Numbered(IEnumerable<RecordRow> rows) => rows
        .GroupBy(row => (row.Table, row.Item))
        .SelectMany(group => group.Select((row, number) => (Key: new RowKey(row.Table, row.Item, number), Row: row)))
        .ToDictionary(row => row.Key, row => row.Row);

    private static ImmutableSortedDictionary<string, int> Added(State now, HashSet<ResourceIdentity> known) => now.Resources
        .Where(resource => !known.Contains(resource.Key))
        .SelectMany(resource => now.RowsOf(resource.Value))
        .Where(row => row.Table is "ADAE" or "ADCM" or "ADEX" or "ADFIND")
        .GroupBy(row => row.Table, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(table => table.Key, table => table.Count(), StringComparer.Ordinal);

    private readonly record struct RowKey(string Table, string Item, int Number) : IComparable<RowKey>
    {
        public int CompareTo(RowKey other) =>
            string.CompareOrdinal(Table, other.Table) is not 0 and var byTable ? byTable
            : string.CompareOrdinal(Item, other.Item) is not 0 and var byItem ? byItem
            : Number.CompareTo(other.Number);
    }

    /// <summary>What counts at one point: a fact of the counting version per resource, and the rows derived from it.</summary>
    private sealed record State(
        ImmutableHashSet<SubjectOfSite> Subjects,
        Dictionary<ResourceIdentity, ClinicalFact> Resources,
        ILookup<string, RecordRow> Rows,
        Dictionary<(string Site, string Key), SubjectId> Patients)
    {
        public static State Of(TrialProtocol protocol, DecisionList decisions, IReadOnlyCollection<ClinicalFact> facts)
        {
            var dataset = DeriveDataset.From(protocol, decisions, facts, []);
            var current = SelectCurrentVersions.Of(facts).Facts;
            return new State(
                [.. dataset.Subjects.Select(data => new SubjectOfSite(data.Subject.Subject, data.Subject.Site.Value))],
                current.DistinctBy(fact => fact.Source.Resource).ToDictionary(fact => fact.Source.Resource),
                RecordValues.ByVersion(protocol, dataset),
                ResolveSubjects.SubjectsOfPatients(current));
        }

        public string? VersionOf(ResourceIdentity resource) => Resources.GetValueOrDefault(resource)?.Source.VersionId;

        public IEnumerable<RecordRow> RowsOf(ClinicalFact? fact) => fact is null ? [] : Rows[fact.Source.VersionId];

        public SubjectId? SubjectOf(ClinicalFact? fact) => fact is null ? null : ResolveSubjects.SubjectOf(fact, Patients);
    }
}
