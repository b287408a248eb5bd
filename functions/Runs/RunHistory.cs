using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Trial.Dataset.Delta;

namespace ReportPipeline.Functions.Runs;

/// <summary>All facts up to the head and up to the entry before it.</summary>
internal sealed record RunHistory(FactsOfEntry Facts, FactsOfEntry Before, long BundleCount)
{
    public static RunHistory Empty { get; } = new(FactsOfEntry.Empty, FactsOfEntry.Empty, 0);

    public SnapshotPoint? Newest { get; private init; }

    public SnapshotPoint? Previous { get; private init; }

    public int NewestBundles { get; private init; }

    /// <summary>Signatures and releases that the ledger has sealed, in its order.</summary>
    public ImmutableArray<SealedRecord> Acts { get; private init; } = [];

    public DateTimeOffset DataCutOff => Newest?.DataCutOff ?? DateTimeOffset.MinValue;

    public RunHistory With(LedgerEntry entry, FactsOfEntry facts)
    {
        ImmutableArray<SealedRecord> acts = [.. Acts, .. entry.Records.Where(record => record.Kind == SealedRecord.Act)];

        // An entry that only seals records changes no data.
        if (entry.Bundles.IsEmpty)
        {
            return this with { Acts = acts };
        }

        var latest = entry.Bundles.Max(bundle => bundle.ReceivedAt);
        return new RunHistory(Facts.With(facts), Facts, BundleCount + entry.Bundles.Length)
        {
            Newest = new SnapshotPoint(entry.Number, entry.Head, latest > DataCutOff ? latest : DataCutOff),
            Previous = Newest,
            NewestBundles = entry.Bundles.Length,
            Acts = acts,
        };
    }
}
