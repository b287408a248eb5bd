using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Runs;

/// <summary>The files of a snapshot under the id that follows from their bytes.</summary>
/// <param name="Id">SHA-256 of the list of hashes.</param>
/// <param name="Listing">The list of hashes, as <c>sha256sum</c> writes and checks it.</param>
internal sealed record SnapshotFiles(string Id, ImmutableArray<Artefact> Tables, Artefact Listing)
{
    public static SnapshotFiles Of(TrialProtocol protocol, TrialDataset dataset, DatasetOrigin origin)
    {
        var tables = DatasetTables.Of(protocol, dataset)
            .Select(table => (Name: $"{table.Name}.json", Bytes: DatasetJsonWriter.Write(table, origin)))
            .ToImmutableArray();
        var listing = Encoding.UTF8.GetBytes(
            string.Concat(tables.Select(table => $"{Convert.ToHexStringLower(SHA256.HashData(table.Bytes))}  {table.Name}\n")));
        var id = Convert.ToHexStringLower(SHA256.HashData(listing));
        return new SnapshotFiles(
            id,
            [.. tables.Select(table => new Artefact($"{id}/{table.Name}", table.Bytes, "application/json"))],
            new Artefact($"{id}/SHA256SUMS", listing, "text/plain"));
    }
}
