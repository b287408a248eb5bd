using System.Collections.Immutable;
using System.Text.Json;

namespace ReportPipeline.Trial.Dataset.Delta;

/// <summary>
/// What changed between a snapshot and the one before it, which is the snapshot at the ledger entry before, read with the
/// same protocol and software. Stored as <c>snapshots/{id}/delta.json</c>; <c>docs/snapshots.md</c> describes it for readers.
/// </summary>
public sealed record SnapshotDelta
{
    public required SnapshotPoint Snapshot { get; init; }

    /// <summary>Null for the first snapshot of a trial.</summary>
    public SnapshotPoint? Previous { get; init; }

    /// <summary>Bundles of the newest ledger entry that count.</summary>
    public int Bundles { get; init; }

    /// <summary>In ordinal order of subject, then site.</summary>
    public required ImmutableArray<SubjectOfSite> NewSubjects { get; init; }

    /// <summary>Subjects without any record left: their number was corrected, or everything was entered in error.</summary>
    public required ImmutableArray<SubjectOfSite> RemovedSubjects { get; init; }

    /// <summary>Resources whose later version says something else, in ordinal order of site, type and key.</summary>
    public required ImmutableArray<RecordChange> Corrections { get; init; }

    /// <summary>Resources that counted before and do not count any more.</summary>
    public required ImmutableArray<RecordChange> Withdrawals { get; init; }

    /// <summary>Dataset name → rows of resources that were never received before.</summary>
    public required ImmutableSortedDictionary<string, int> AddedRecords { get; init; }

    /// <summary>Bundles that are sealed but were received after the protocol's data cut-off: listed, not absorbed.</summary>
    public ImmutableArray<LateBundle> Late { get; init; } = [];

    public static SnapshotDelta Of(DatasetChanges changes, SnapshotPoint snapshot, SnapshotPoint? previous) => new()
    {
        Snapshot = snapshot,
        Previous = previous,
        NewSubjects = changes.NewSubjects,
        RemovedSubjects = changes.RemovedSubjects,
        Corrections = changes.Corrections,
        Withdrawals = changes.Withdrawals,
        AddedRecords = changes.AddedRecords,
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, TrialJson.Indented);

    /// <exception cref="JsonException">The bytes are no delta of this version.</exception>
    public static SnapshotDelta Read(ReadOnlySpan<byte> bytes) => TrialJson.Read<SnapshotDelta>(bytes);
}

/// <param name="LedgerEntry">Number of the newest ledger entry that the snapshot holds.</param>
/// <param name="LedgerHead">Its head.</param>
/// <param name="DataCutOff">Arrival of the newest bundle that counts.</param>
public sealed record SnapshotPoint(long LedgerEntry, string LedgerHead, DateTimeOffset DataCutOff);

/// <summary>A subject number with the hospital that owns it.</summary>
public sealed record SubjectOfSite(SubjectId Subject, string Site);

/// <summary>What became of one resource's records.</summary>
/// <param name="Subject">Whom it is about now, or was about when nothing of it counts now; null while unknown.</param>
/// <param name="Site">The hospital that sent it.</param>
/// <param name="ResourceType">FHIR resource type.</param>
/// <param name="ResourceKey">Pseudonym of the resource.</param>
/// <param name="BeforeVersion">Version that counted before; null when none did.</param>
/// <param name="AfterVersion">Version that counts now; for a withdrawal the version that withdrew it.</param>
/// <param name="Reason">Null for a correction; for a withdrawal <c>entered-in-error</c> or <c>not-counted</c>.</param>
/// <param name="Values">The values that differ, in order of dataset, item and variable.</param>
public sealed record RecordChange(
    SubjectId? Subject,
    string Site,
    string ResourceType,
    string ResourceKey,
    string? BeforeVersion,
    string? AfterVersion,
    string? Reason,
    ImmutableArray<ValueChange> Values);

/// <summary>One value before and after, as text in the form of the dataset; null for no value.</summary>
/// <param name="Table">Dataset name, for example ADFIND.</param>
/// <param name="Item">Parameter, term, treatment or class code; the variable itself in ADSL.</param>
/// <param name="Variable">Variable name, for example AVAL.</param>
/// <param name="Before">Before; null when there was none.</param>
/// <param name="After">Now; null when there is none.</param>
public sealed record ValueChange(string Table, string Item, string Variable, string? Before, string? After);

/// <summary>A sealed bundle that came after the cut-off.</summary>
public sealed record LateBundle(string Site, string BundleHash, DateTimeOffset ReceivedAt, long LedgerEntry);
