using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>
/// Where casebooks, tables and states lie in the container of snapshots. Files are named by their hash, so that what did not
/// change is named again and never written again.
/// </summary>
public sealed class CasebookStore(IArtefacts files, RunSettings settings)
{
    /// <summary>Requests to storage at a time.</summary>
    internal const int Concurrency = 8;

    private TrialProtocol Protocol => settings.Protocol.Protocol!;

    /// <summary>The state that a run left at the ledger head, or null.</summary>
    internal async Task<CasebookState?> FindStateAsync(long number, string head, CancellationToken cancellation) =>
        await files.ReadAsync(CacheNames.State(settings.Reading, number, head), cancellation) is { } bytes ? TrialJson.Read<CasebookState>(bytes) : null;

    /// <summary>
    /// Leaves the state to the next run. Another run may have come to the same ledger head by other steps: its register is then
    /// folded otherwise and says the same, and the first one stays.
    /// </summary>
    internal async Task CreateStateAsync(CasebookState state, CancellationToken cancellation)
    {
        var (number, head) = (state.Point.LedgerEntry, state.Point.LedgerHead);
        try
        {
            await CreateAsync(CacheNames.State(settings.Reading, number, head), TrialJson.ToBytes(state), cancellation);
        }
        catch (StoredBytesDifferException)
        {
            if ((await FindStateAsync(number, head, cancellation))?.SnapshotId != state.SnapshotId)
            {
                throw;
            }
        }
    }

    internal Task CreateSnapshotAsync(string id, byte[] index, SnapshotDelta delta, CancellationToken cancellation) => Task.WhenAll(
        CreateAsync($"{id}/snapshot.json", index, cancellation),
        CreateAsync($"{id}/delta.json", delta.ToBytes(), cancellation));

    internal async Task<SnapshotDelta> ReadDeltaAsync(string id, CancellationToken cancellation) =>
        SnapshotDelta.Read(await ReadAsync($"{id}/delta.json", cancellation));

    internal async Task<CasebookRegister> ReadRegisterAsync(ImmutableArray<string> segments, CancellationToken cancellation)
    {
        var read = await Task.WhenAll(segments.Select(hash => ReadAsync(CacheNames.Segment(settings.Reading, hash), cancellation)));
        return new CasebookRegister([.. read.Select(bytes => RegisterSegment.Read(bytes))]);
    }

    /// <summary>Stores the segments that are not there yet.</summary>
    /// <returns>Their hashes, oldest first.</returns>
    internal async Task<ImmutableArray<string>> CreateRegisterAsync(CasebookRegister register, CancellationToken cancellation)
    {
        var hashes = ImmutableArray.CreateBuilder<string>();
        foreach (var segment in register.Segments)
        {
            hashes.Add(await CreateByHashAsync(hash => CacheNames.Segment(settings.Reading, hash), segment.ToBytes(), "application/octet-stream", cancellation));
        }

        return hashes.ToImmutable();
    }

    internal async Task<CasebookVolume> ReadVolumeAsync(VolumeState volume, CancellationToken cancellation) =>
        TrialJson.Read<CasebookVolume>(await ReadAsync(CacheNames.Volume(settings.Reading, volume.Casebooks), cancellation));

    internal async Task<VolumeState> CreateVolumeAsync(int number, CasebookVolume volume, DatasetContent content, CancellationToken cancellation)
    {
        var casebooks = await CreateByHashAsync(hash => CacheNames.Volume(settings.Reading, hash), TrialJson.ToBytes(volume), "application/json", cancellation);
        var parts = ImmutableSortedDictionary.CreateBuilder<string, TablePart>(StringComparer.Ordinal);
        var dataset = new TrialDataset(Protocol, settings.Protocol.Decisions!, content);
        foreach (var table in DatasetTables.Of(Protocol, dataset).Where(table => !table.Rows.IsEmpty))
        {
            var bytes = DatasetJsonWriter.Write(table, OriginOf(table, dataset));
            var hash = await CreateByHashAsync(hash => CacheNames.Table(table.Name, hash), bytes, "application/json", cancellation);
            parts.Add(table.Name, new TablePart(hash, table.Rows.Length));
        }

        return new VolumeState(number, casebooks, parts.ToImmutable());
    }

    /// <summary>The records of the volumes, by volume number.</summary>
    internal async Task<IReadOnlyDictionary<int, DatasetContent>> ReadContentsAsync(IEnumerable<VolumeState> volumes, CancellationToken cancellation)
    {
        var contents = new ConcurrentDictionary<int, DatasetContent>();
        await Parallel.ForEachAsync(volumes, InParallel(cancellation), async (volume, token) =>
        {
            var tables = await Task.WhenAll(volume.Tables.Select(async table =>
                DatasetJsonReader.Read(await ReadAsync(CacheNames.Table(table.Key, table.Value.Sha256), token))));
            contents[volume.Number] = DatasetReader.Read(Protocol, tables);
        });
        return contents;
    }

    internal static ParallelOptions InParallel(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };

    // A part's time of making is a function of what is in it: what did not change keeps its bytes.
    private DatasetOrigin OriginOf(DatasetTable table, TrialDataset dataset)
    {
        var newest = table.Rows
            .SelectMany(row => ((string)row[^1]!).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(version => dataset.SourceVersions[version].ReceivedAt)
            .DefaultIfEmpty(DateTimeOffset.UnixEpoch)
            .Max();
        return new DatasetOrigin(newest, Protocol.Id, Protocol.Version, settings.SoftwareVersion);
    }

    private async Task<byte[]> ReadAsync(string name, CancellationToken cancellation) =>
        await files.ReadAsync(name, cancellation) ?? throw new InvalidOperationException($"Storage does not hold {name}, which a state names.");

    private async Task<string> CreateByHashAsync(Func<string, string> name, byte[] bytes, string type, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await files.CreateAsync(new Artefact(name(hash), bytes, type), cancellation);
        return hash;
    }

    private Task CreateAsync(string name, byte[] bytes, CancellationToken cancellation) =>
        files.CreateAsync(new Artefact(name, bytes, "application/json"), cancellation);
}
