using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Compares what one run leaves to the next with what was sealed: facts, identity terms and states are sealed by name; a sealed state
/// names casebooks, register and tables by the hash of their bytes. <c>replay</c> makes all of it anew from the bundles.
/// </summary>
internal sealed class CacheCheck(CheckScope scope, Chain chain, SealedItems items, TrailReading waiting)
{
    private const string Container = "snapshots/";

    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);

    /// <returns>How much waits for the next run to seal it.</returns>
    public async Task<long> CompareAsync()
    {
        var sealedStates = StatesOf(items.Records.Keys);
        var newest = sealedStates.GroupBy(state => state.Key).ToDictionary(key => key.Key, key => key.Max(state => state.Number));
        foreach (var state in sealedStates.Concat(StatesOf(waiting.Artefacts)))
            await NameAsync(state);
        var waits = 0L;
        await foreach (var name in scope.Storage.Snapshots.ListAsync(cancellation: scope.Cancellation))
        {
            if (!CacheNames.IsCache(name) || items.Records.ContainsKey(Container + name))
                continue;
            if (waiting.Names(Container + name))
                waits++;
            else if (CacheNames.ByHash().Match(name) is { Success: true } byHash)
                await CompareAsync(name, byHash.Groups["hash"].Value);
            else
                Judge(name, newest);
        }

        foreach (var (name, state) in named)
            scope.Findings.Add($"{Container}{name}, which {state} names, is missing.");
        return waits;
    }

    private static List<(string Name, string Key, long Number)> StatesOf(IEnumerable<string> names) =>
    [
        .. names.Where(name => name.StartsWith(Container + "casebooks/", StringComparison.Ordinal))
            .Select(name => (Name: name[Container.Length..], Match: CacheNames.ByEntry().Match(name[Container.Length..])))
            .Where(state => state.Match.Success)
            .Select(state => (state.Name, state.Match.Groups["key"].Value, NumberOf(state.Match))),
    ];

    private async Task NameAsync((string Name, string Key, long Number) state)
    {
        if (await ReadStateAsync(state.Name) is not { } read)
            return;
        var key = new ReadingKey(state.Key);
        foreach (var volume in read.Volumes)
        {
            named.TryAdd(CacheNames.Volume(key, volume.Casebooks), state.Name);
            foreach (var (table, part) in volume.Tables)
                named.TryAdd(CacheNames.Table(table, part.Sha256), state.Name);
        }

        foreach (var segment in read.Register)
            named.TryAdd(CacheNames.Segment(key, segment), state.Name);
    }

    /// <returns>Null for a state that is missing or was altered, which is told where its hash is compared.</returns>
    private async Task<CasebookState?> ReadStateAsync(string name)
    {
        if (await scope.Storage.Snapshots.ReadAsync(name, scope.Cancellation) is not { } bytes)
            return null;
        var sha256 = BundleArchive.HashOf(bytes);
        if (items.Records.TryGetValue(Container + name, out var known) ? known.Record.Sha256 != sha256 : !waiting.VouchesFor(Container + name, sha256))
            return null;
        try
        {
            // Another document can be read as one that says nothing.
            return TrialJson.Read<CasebookState>(bytes) is { Volumes.IsDefault: false, Register.IsDefault: false } state ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task CompareAsync(string name, string hash)
    {
        if (BundleArchive.HashOf(await scope.Storage.Snapshots.ReadAsync(name, scope.Cancellation)) != hash)
            scope.Findings.Add($"{Container}{name} has other bytes than its name says.");
        if (!named.Remove(name))
            scope.Remarks.Add($"{Container}{name} is named by no sealed state: the rest of a run that was cut or has not ended, or put there; nothing reads it.");
    }

    private void Judge(string name, Dictionary<string, long> newest)
    {
        var match = CacheNames.ByEntry().Match(name);
        if (!match.Success)
            scope.Findings.Add($"{Container}{name} was inserted: it is nothing that a run stores.");
        else if (!chain.Entries.Any(entry => entry.Number == NumberOf(match) && entry.Head.StartsWith(match.Groups["head"].Value, StringComparison.Ordinal)))
            scope.Findings.Add($"{Container}{name} is of no ledger entry: it was inserted, or its entry was taken out.");
        else if (newest.TryGetValue(match.Groups["key"].Value, out var number) && NumberOf(match) <= number)
            scope.Findings.Add($"{Container}{name} is in no entry: it was inserted, or its entry was taken out.");
        else
            scope.Remarks.Add($"{Container}{name} is in no entry: it is of a run that was cut or has not ended, or put there.");
    }

    private static long NumberOf(Match match) => long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
}
