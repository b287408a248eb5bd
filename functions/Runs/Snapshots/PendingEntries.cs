using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Trial.Dataset.Delta;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>The ledger entries that no state holds yet, oldest first, up to the head.</summary>
/// <param name="State">The state at the entry before them; null before the first.</param>
internal sealed record PendingEntries(CasebookState? State, ImmutableArray<LedgerEntry> Entries)
{
    public long Bundles => (State?.Bundles ?? 0) + Entries.Sum(entry => (long)entry.Bundles.Length);

    /// <summary>The entry's bundles that count under the protocol's data cut-off.</summary>
    public static IEnumerable<SealedBundle> Counting(LedgerEntry entry, DateTimeOffset? cutOff) =>
        entry.Bundles.Where(bundle => cutOff is null || bundle.ReceivedAt <= cutOff);

    /// <summary>The points after each pending entry; the first is where the state stands, null before the first entry.</summary>
    public ImmutableArray<SnapshotPoint?> Points(DateTimeOffset? cutOff)
    {
        var points = ImmutableArray.Create(State?.Point);
        foreach (var entry in Entries)
        {
            var newest = Counting(entry, cutOff).Select(bundle => bundle.ReceivedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
            var earlier = points[^1]?.DataCutOff ?? DateTimeOffset.UnixEpoch;
            points = points.Add(new SnapshotPoint(entry.Number, entry.Head, newest > earlier ? newest : earlier));
        }

        return points;
    }

    /// <summary>Everything sealed up to the head that came after the cut-off, in order of arrival in the ledger.</summary>
    public ImmutableArray<LateBundle> Late(DateTimeOffset? cutOff) =>
    [
        .. State?.Late ?? [],
        .. Entries.SelectMany(entry => entry.Bundles
            .Except(Counting(entry, cutOff))
            .Select(bundle => new LateBundle(bundle.Site, bundle.BundleHash, bundle.ReceivedAt, entry.Number))),
    ];
}
