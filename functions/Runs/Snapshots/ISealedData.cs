using ReportPipeline.Custody;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>Where a snapshot's data come from: the ledger and the bundles that it seals, in storage or in a copy of it.</summary>
public interface ISealedData
{
    /// <exception cref="LedgerBrokenException">The entry is missing or does not hold together.</exception>
    Task<LedgerEntry> ReadEntryAsync(long number, CancellationToken cancellation);

    /// <summary>The facts of those bundles of the entry, in the entry's order.</summary>
    Task<FactsOfBundles> ReadFactsAsync(LedgerEntry entry, IEnumerable<SealedBundle> bundles, CancellationToken cancellation);
}
