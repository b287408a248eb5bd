using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>The dataset at a ledger head.</summary>
/// <param name="Id">Hash of its index.</param>
/// <param name="Point">The ledger head and the data cut-off.</param>
/// <param name="Bundles">Bundles sealed up to the head.</param>
/// <param name="Derived">Subjects that had to be derived for it; the others were taken over.</param>
public sealed record Snapshot(string Id, SnapshotPoint Point, long Bundles, TrialDataset Dataset, int Derived);

/// <summary>
/// Makes the snapshot of a ledger head from the state that the last run left: reads the new bundles, derives the subjects that
/// they concern, and names by hash what did not change. Without a state it starts from the first bundle, with the same outcome.
/// </summary>
public sealed class SnapshotArchive(ISealedData data, CasebookStore store, RunSettings settings)
{
    private TrialProtocol Protocol => settings.Protocol.Protocol!;

    private DecisionList Decisions => settings.Protocol.Decisions!;

    public async Task<Snapshot> MakeAsync(LedgerEntry head, CancellationToken cancellation)
    {
        var pending = await FindPendingAsync(head, cancellation);
        var made = pending is { State: { } state, Entries.IsEmpty: true }
            ? new Made(state, await store.ReadDeltaAsync(state.SnapshotId, cancellation), [])
            : await MakeAsync(head, pending, cancellation);
        return await RunStage.MeasureAsync(RunStage.TakeOver, () => TakeOverAsync(made, cancellation));
    }

    private async Task<Made> MakeAsync(LedgerEntry head, PendingEntries pending, CancellationToken cancellation)
    {
        var news = await RunStage.MeasureAsync(RunStage.ReadFacts, () => ReadFactsAsync(pending, cancellation));
        return await RunStage.MeasureAsync(RunStage.Derive, async () =>
        {
            var shelving = await new Shelver(store, pending.State).ShelveAsync(news, cancellation);
            var derived = await DeriveAsync(shelving, head, cancellation);
            var (next, delta) = await StoreAsync(pending, shelving, derived, cancellation);
            return new Made(next, delta, derived);
        });
    }

    // The analysis reads everyone: what was not written just now is read from the parts that the index names.
    private async Task<Snapshot> TakeOverAsync(Made made, CancellationToken cancellation)
    {
        var written = made.Derived.Select(volume => volume.Volume.Number).ToHashSet();
        var others = await store.ReadContentsAsync(made.State.Volumes.Where(volume => !written.Contains(volume.Number)), cancellation);
        var content = DatasetContent.Sum([.. others.Values, .. made.Derived.Select(volume => volume.Content)]);
        return new Snapshot(
            made.State.SnapshotId,
            made.State.Point,
            made.State.Bundles,
            new TrialDataset(Protocol, Decisions, content) { Delta = made.Delta },
            made.Derived.Sum(volume => volume.DerivedSubjects));
    }

    /// <summary>Backwards from the head to the newest entry with a state; each entry must follow from the one before it.</summary>
    internal async Task<PendingEntries> FindPendingAsync(LedgerEntry head, CancellationToken cancellation)
    {
        var entries = new Stack<LedgerEntry>();
        var (number, hash) = (head.Number, head.Head);
        while (number > 0)
        {
            if (await store.FindStateAsync(number, hash, cancellation) is { } state)
            {
                return new PendingEntries(state, [.. entries]);
            }

            var entry = number == head.Number ? head : await data.ReadEntryAsync(number, cancellation);
            if (entry.Head != hash)
            {
                throw new LedgerBrokenException($"Ledger entry {number + 1} does not follow from entry {number}.");
            }

            // An entry of records alone changes no dataset.
            if (!entry.Bundles.IsEmpty)
            {
                entries.Push(entry);
            }

            (number, hash) = (entry.Number - 1, entry.PreviousHead);
        }

        return hash == LedgerEntry.NoPreviousHead
            ? new PendingEntries(null, [.. entries])
            : throw new LedgerBrokenException("The first ledger entry names one before it.");
    }

    private async Task<FactsOfBundles> ReadFactsAsync(PendingEntries pending, CancellationToken cancellation)
    {
        var read = new List<FactsOfBundles>();
        foreach (var entry in pending.Entries)
        {
            read.Add(await data.ReadFactsAsync(entry, PendingEntries.Counting(entry, Protocol.DataCutOff), cancellation));
        }

        return FactsOfBundles.Of(read);
    }

    private async Task<DerivedVolume[]> DeriveAsync(Shelving shelving, LedgerEntry head, CancellationToken cancellation)
    {
        var newest = head.Bundles.Select(bundle => (bundle.Site, bundle.BundleHash)).ToHashSet();
        var derived = new DerivedVolume[shelving.Touched.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, derived.Length), CasebookStore.InParallel(cancellation), async (index, token) =>
            derived[index] = await DeriveAsync(shelving.Touched[index], newest, token));
        return derived;
    }

    private async Task<DerivedVolume> DeriveAsync(VolumeWork work, HashSet<(string Site, string Hash)> newest, CancellationToken cancellation)
    {
        var (contents, changes) = (new List<DatasetContent> { work.Kept }, new List<DatasetChanges>());
        foreach (var casebook in work.Changed)
        {
            var content = DeriveDataset.ContentOf(Protocol, casebook.Facts, casebook.Queries);
            contents.Add(content);
            changes.Add(ChangesOf(casebook, content, newest));
        }

        var whole = DatasetContent.Sum(contents);
        var stored = await store.CreateVolumeAsync(work.Number, work.Volume, whole, cancellation);
        return new DerivedVolume(stored, whole, DatasetChanges.Sum(changes), contents.Skip(1).Sum(content => content.Subjects.Length));
    }

    private DatasetChanges ChangesOf(Casebook casebook, DatasetContent content, HashSet<(string Site, string Hash)> newest)
    {
        var before = casebook.Without(newest)?.Facts ?? [];
        return before.Length == casebook.Facts.Length ? DatasetChanges.None
            : before.IsEmpty ? DeriveChanges.AllNew(content)
            : DeriveChanges.Between(Protocol, Decisions, before, casebook.Facts);
    }

    private async Task<(CasebookState State, SnapshotDelta Delta)> StoreAsync(PendingEntries pending, Shelving shelving, DerivedVolume[] derived, CancellationToken cancellation)
    {
        var points = pending.Points(Protocol.DataCutOff);
        ImmutableArray<VolumeState> volumes = [.. shelving.Untouched.Concat(derived.Select(volume => volume.Volume)).OrderBy(volume => volume.Number)];
        var late = pending.Late(Protocol.DataCutOff);
        var index = IndexOf(points[^1]!, pending.Bundles, volumes, late);
        var id = SnapshotIndex.IdOf(index);
        var delta = SnapshotDelta.Of(DatasetChanges.Sum([.. derived.Select(volume => volume.Changes)]), points[^1]!, points[^2]) with
        {
            Bundles = PendingEntries.Counting(pending.Entries[^1], Protocol.DataCutOff).Count(),
            Late = late,
        };
        var register = await store.CreateRegisterAsync(shelving.Register, cancellation);
        await store.CreateSnapshotAsync(id, index, delta, cancellation);
        var state = new CasebookState(id, points[^1]!, pending.Bundles, shelving.Casebooks, volumes, register, late);
        await store.CreateStateAsync(state, cancellation);
        return (state, delta);
    }

    private byte[] IndexOf(SnapshotPoint point, long bundles, ImmutableArray<VolumeState> volumes, ImmutableArray<LateBundle> late) => new SnapshotIndex
    {
        Snapshot = point,
        Bundles = bundles,
        ProtocolId = Protocol.Id,
        ProtocolVersion = Protocol.Version,
        ProtocolHash = settings.Protocol.Hash,
        SoftwareVersion = settings.SoftwareVersion,
        Tables =
        [
            .. DatasetTables.Names
                .Select(name => (Name: name, Parts: volumes.Where(volume => volume.Tables.ContainsKey(name)).Select(volume => volume.Tables[name]).ToImmutableArray()))
                .Select(table => new SnapshotTable(table.Name, table.Parts.Sum(part => part.Records), table.Parts)),
        ],
        Late = late,
    }.ToBytes();

    /// <summary>A snapshot in storage.</summary>
    private sealed record Made(CasebookState State, SnapshotDelta Delta, DerivedVolume[] Derived);

    /// <summary>A volume after its changed casebooks were derived.</summary>
    private sealed record DerivedVolume(VolumeState Volume, DatasetContent Content, DatasetChanges Changes, int DerivedSubjects);
}
