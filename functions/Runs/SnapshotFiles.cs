using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Dataset.Derivations;

namespace ReportPipeline.Functions.Runs;

/// <summary>A snapshot and its files, under the id that follows from the ledger head and the bytes of the tables.</summary>
/// <param name="Files">The tables, their hashes as <c>sha256sum</c> writes and checks them, and what changed since the entry before.</param>
internal sealed record SnapshotFiles(string Id, TrialDataset Dataset, ImmutableArray<Artefact> Files)
{
    private const string Json = "application/json";

    public static SnapshotFiles Of(RunSettings settings, RunHistory history)
    {
        var (protocol, decisions) = (settings.Protocol.Protocol!, settings.Protocol.Decisions!);
        var dataset = DeriveDataset.From(protocol, decisions, history.Facts.Facts, history.Facts.Queries);
        var origin = new DatasetOrigin(history.DataCutOff, protocol.Id, protocol.Version, settings.SoftwareVersion);
        var tables = DatasetTables.Of(protocol, dataset)
            .Select(table => (Name: $"{table.Name}.json", Bytes: DatasetJsonWriter.Write(table, origin)))
            .ToImmutableArray();
        var listing = string.Concat(tables.Select(table => $"{Convert.ToHexStringLower(SHA256.HashData(table.Bytes))}  {table.Name}\n"));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{history.Newest!.LedgerHead}\n{listing}")));
        var delta = Delta(settings, history);
        return new SnapshotFiles(id, dataset with { Delta = delta },
        [
            .. tables.Select(table => new Artefact($"{id}/{table.Name}", table.Bytes, Json)),
            new($"{id}/SHA256SUMS", Encoding.UTF8.GetBytes(listing), "text/plain"),
            new($"{id}/delta.json", delta.ToBytes(), Json),
        ]);
    }

    private static SnapshotDelta Delta(RunSettings settings, RunHistory history)
    {
        var changes = DeriveChanges.Between(settings.Protocol.Protocol!, settings.Protocol.Decisions!, history.Before.Facts, history.Facts.Facts);
        return SnapshotDelta.Of(changes, history.Newest!, history.Previous) with { Bundles = history.NewestBundles };
    }
}
