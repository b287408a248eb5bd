using System.Collections.Immutable;

namespace ReportPipeline.Trial.Dataset.Delta;

/// <summary>What changed in a part of the dataset; parts that share no subject and no resource add up.</summary>
public sealed record DatasetChanges
{
    public static DatasetChanges None { get; } = new();

    public ImmutableArray<SubjectOfSite> NewSubjects { get; init; } = [];

    public ImmutableArray<SubjectOfSite> RemovedSubjects { get; init; } = [];

    public ImmutableArray<RecordChange> Corrections { get; init; } = [];

    public ImmutableArray<RecordChange> Withdrawals { get; init; } = [];

    public ImmutableSortedDictionary<string, int> AddedRecords { get; init; } =
        ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The changes of all parts, in the order that <see cref="SnapshotDelta"/> promises.</summary>
    public static DatasetChanges Sum(IReadOnlyCollection<DatasetChanges> parts) => new()
    {
        NewSubjects = InOrder(parts.SelectMany(part => part.NewSubjects)),
        RemovedSubjects = InOrder(parts.SelectMany(part => part.RemovedSubjects)),
        Corrections = InOrder(parts.SelectMany(part => part.Corrections)),
        Withdrawals = InOrder(parts.SelectMany(part => part.Withdrawals)),
        AddedRecords = parts
            .SelectMany(part => part.AddedRecords)
            .GroupBy(table => table.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(table => table.Key, table => table.Sum(rows => rows.Value), StringComparer.Ordinal),
    };

    private static ImmutableArray<SubjectOfSite> InOrder(IEnumerable<SubjectOfSite> subjects) =>
        [.. subjects.OrderBy(line => line.Subject).ThenBy(line => line.Site, StringComparer.Ordinal)];

    private static ImmutableArray<RecordChange> InOrder(IEnumerable<RecordChange> changes) =>
    [
        .. changes
            .OrderBy(change => change.Site, StringComparer.Ordinal)
            .ThenBy(change => change.ResourceType, StringComparer.Ordinal)
            .ThenBy(change => change.ResourceKey, StringComparer.Ordinal),
    ];
}
