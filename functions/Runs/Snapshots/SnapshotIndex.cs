using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Delta;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>What a snapshot is made of, stored as <c>snapshots/{id}/snapshot.json</c>; its own hash is the snapshot's id.</summary>
public sealed record SnapshotIndex
{
    public required SnapshotPoint Snapshot { get; init; }

    /// <summary>Bundles sealed up to the ledger entry.</summary>
    public required long Bundles { get; init; }

    public required string ProtocolId { get; init; }

    public required string ProtocolVersion { get; init; }

    public required string ProtocolHash { get; init; }

    public required string SoftwareVersion { get; init; }

    /// <summary>In the order of the dataset.</summary>
    public required ImmutableArray<SnapshotTable> Tables { get; init; }

    /// <summary>Sealed after the protocol's data cut-off.</summary>
    public required ImmutableArray<LateBundle> Late { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, TrialJson.Indented);

    public static string IdOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>One table of a snapshot; its parts share no subject, and together they are the table.</summary>
/// <param name="Name">Dataset name, for example ADSL.</param>
/// <param name="Records">Rows of all parts.</param>
/// <param name="Parts">Files of the container, by hash; a part that did not change is the file of an earlier snapshot.</param>
public sealed record SnapshotTable(string Name, int Records, ImmutableArray<TablePart> Parts);

/// <summary>One stored file of a table.</summary>
/// <param name="Sha256">Hash of the file, which is also its name: <c>tables/{table}/{sha256}.json</c>.</param>
public sealed record TablePart(string Sha256, int Records);
