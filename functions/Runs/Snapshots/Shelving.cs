using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Casebooks;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>Where the casebooks belong after new records came in.</summary>
/// <param name="Casebooks">Casebooks in all volumes.</param>
/// <param name="Register">The register with the new anchors.</param>
/// <param name="Touched">Volumes to write, in order of their numbers.</param>
/// <param name="Untouched">Volumes that stay as they are.</param>
internal sealed record Shelving(
    int Casebooks, CasebookRegister Register, ImmutableArray<VolumeWork> Touched, ImmutableArray<VolumeState> Untouched);

/// <summary>One volume to write.</summary>
/// <param name="Volume">What it holds from now on.</param>
/// <param name="Changed">Those of its casebooks that have new records: they are derived again.</param>
/// <param name="Kept">The records of the others.</param>
internal sealed record VolumeWork(int Number, CasebookVolume Volume, ImmutableArray<Casebook> Changed, DatasetContent Kept);

/// <summary>Puts new records into their casebooks and casebooks into their volumes. Opens only the volumes that change.</summary>
internal sealed class Shelver(CasebookStore store, CasebookState? state)
{
    private readonly int bitsBefore = CasebookVolume.BitsFor(state?.Casebooks ?? 0);

    private readonly Dictionary<int, VolumeState> volumes = (state?.Volumes ?? []).ToDictionary(volume => volume.Number);

    private readonly Dictionary<int, CasebookVolume> opened = [];

    public async Task<Shelving> ShelveAsync(FactsOfBundles news, CancellationToken cancellation)
    {
        var register = await store.ReadRegisterAsync(state?.Register ?? [], cancellation);
        var groups = CasebookGroups.Of(register, news.Facts, news.Queries);
        var known = groups.SelectMany(group => group.Known).ToHashSet();
        await OpenAsync(known.Select(id => CasebookVolume.NumberOf(id, bitsBefore)), cancellation);
        var before = opened.Values.SelectMany(volume => volume.Casebooks).Where(casebook => known.Contains(casebook.Id)).ToDictionary(casebook => casebook.Id);
        var changed = groups.Select(group => Bind(group, before)).ToImmutableArray();
        var count = (state?.Casebooks ?? 0) - before.Count + changed.Length;
        var bits = CasebookVolume.BitsFor(count);
        await OpenAsync(bits == bitsBefore ? changed.Select(casebook => CasebookVolume.NumberOf(casebook.Id, bits)) : volumes.Keys, cancellation);
        register = register.With(NewAnchors(register, changed));
        var kept = await ReadKeptAsync(before.Values, bits, register, cancellation);
        return new Shelving(count, register, Bind(changed, known, bits, kept), [.. volumes.Values.Where(volume => !opened.ContainsKey(volume.Number))]);
    }

    private static Casebook Bind(CasebookGroup group, Dictionary<ulong, Casebook> before)
    {
        var known = group.Known.Select(id => before[id]).ToList();
        return Casebook.Bind(
            [.. known.SelectMany(casebook => casebook.Facts), .. group.Facts], [.. known.SelectMany(casebook => casebook.Queries), .. group.Queries]);
    }

    private ImmutableArray<VolumeWork> Bind(
        ImmutableArray<Casebook> changed, HashSet<ulong> known, int bits, IReadOnlyDictionary<int, DatasetContent> kept)
    {
        var unchanged = opened.Values.SelectMany(volume => volume.Without(known).Casebooks).ToLookup(casebook => CasebookVolume.NumberOf(casebook.Id, bits));
        var again = changed.ToLookup(casebook => CasebookVolume.NumberOf(casebook.Id, bits));
        return
        [
            .. unchanged.Select(volume => volume.Key).Union(again.Select(volume => volume.Key)).Order().Select(number => new VolumeWork(
                number,
                CasebookVolume.Empty.With(unchanged[number].Concat(again[number])),
                [.. again[number].OrderBy(casebook => casebook.Key, StringComparer.Ordinal)],
                kept.GetValueOrDefault(number, DatasetContent.Empty))),
        ];
    }

    private static Dictionary<ulong, ulong> NewAnchors(CasebookRegister register, IEnumerable<Casebook> changed)
    {
        var entries = new Dictionary<ulong, ulong>();
        foreach (var casebook in changed)
        {
            foreach (var anchor in casebook.Anchors.Where(anchor => register.Find(anchor) != casebook.Id))
            {
                entries[anchor] = casebook.Id;
            }
        }

        return entries;
    }

    // The records of the opened volumes without those of the casebooks that change, by the volume that they belong to now.
    private async Task<IReadOnlyDictionary<int, DatasetContent>> ReadKeptAsync(
        IReadOnlyCollection<Casebook> replaced, int bits, CasebookRegister register, CancellationToken cancellation)
    {
        var resources = replaced.SelectMany(casebook => casebook.Resources()).ToHashSet();
        var subjects = replaced.SelectMany(casebook => casebook.Subjects()).ToHashSet();
        var contents = await store.ReadContentsAsync(opened.Keys.Where(volumes.ContainsKey).Select(number => volumes[number]), cancellation);
        var kept = DatasetContent.Sum([.. contents.Values]).Without(resources, subjects);
        return kept.Split(anchor => CasebookVolume.NumberOf(register.Find(Anchor.Hash(anchor))!.Value, bits));
    }

    private async Task OpenAsync(IEnumerable<int> numbers, CancellationToken cancellation)
    {
        var missing = numbers.Distinct().Where(number => !opened.ContainsKey(number)).ToList();
        var read = new CasebookVolume[missing.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, missing.Count), CasebookStore.InParallel(cancellation), async (index, token) =>
            read[index] = volumes.TryGetValue(missing[index], out var volume) ? await store.ReadVolumeAsync(volume, token) : CasebookVolume.Empty);
        foreach (var (number, volume) in missing.Zip(read))
        {
            opened.Add(number, volume);
        }
    }
}
