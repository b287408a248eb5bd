using ReportPipeline.Custody;

namespace ReportPipeline.Functions.Runs;

/// <summary>Everything that the readable entries seal.</summary>
/// <param name="Bundles">By site and hash, with the number of the entry.</param>
/// <param name="Records">By container and name, with the number of the entry.</param>
internal sealed record SealedItems(
    IReadOnlyDictionary<(string Site, string Hash), (SealedBundle Bundle, long Entry)> Bundles,
    IReadOnlyDictionary<string, (SealedRecord Record, long Entry)> Records)
{
    public static SealedItems Of(IEnumerable<LedgerEntry> entries, List<string> findings)
    {
        var bundles = new Dictionary<(string, string), (SealedBundle, long)>();
        var records = new Dictionary<string, (SealedRecord Record, long Entry)>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var bundle in entry.Bundles)
            {
                if (!bundles.TryAdd((bundle.Site, bundle.BundleHash), (bundle, entry.Number)))
                    findings.Add($"Bundle {bundle.BundleHash} of {bundle.Site} is sealed twice, the second time in entry {entry.Number}.");
            }

            foreach (var record in entry.Records)
            {
                // A run that was cut after its line writes a second line about the same bytes: sealed twice, and the same.
                if (!records.TryAdd(record.Name, (record, entry.Number)) && records[record.Name].Record.Sha256 != record.Sha256)
                    findings.Add($"{record.Name} is sealed with different hashes in entries {records[record.Name].Entry} and {entry.Number}.");
            }
        }

        return new SealedItems(bundles, records);
    }
}
