using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Delta;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>
/// What a run leaves to the next: where every casebook lies, and the tables derived from it. Stored under the reading's key and
/// the ledger head.
/// </summary>
/// <param name="SnapshotId">The snapshot of this ledger head.</param>
/// <param name="Point">The ledger head.</param>
/// <param name="Bundles">Bundles sealed up to the head.</param>
/// <param name="Casebooks">Casebooks in all volumes.</param>
/// <param name="Volumes">In order of their numbers; volumes without a casebook are left out.</param>
/// <param name="Register">Hashes of the register's segments, oldest first.</param>
/// <param name="Late">Sealed after the protocol's data cut-off.</param>
internal sealed record CasebookState(
    string SnapshotId,
    SnapshotPoint Point,
    long Bundles,
    int Casebooks,
    ImmutableArray<VolumeState> Volumes,
    ImmutableArray<string> Register,
    ImmutableArray<LateBundle> Late);

/// <param name="Number">Leading bits of the ids of its casebooks.</param>
/// <param name="Casebooks">Hash of the file of casebooks.</param>
/// <param name="Tables">Dataset name → part derived from these casebooks; tables without a row are left out.</param>
internal sealed record VolumeState(int Number, string Casebooks, ImmutableSortedDictionary<string, TablePart> Tables);
