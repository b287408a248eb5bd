using ReportPipeline.Custody;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>What a check of the whole chain found.</summary>
/// <param name="Entries">Ledger entries read.</param>
/// <param name="Bundles">Bundles whose bytes were compared with their sealed hash.</param>
/// <param name="Findings">One sentence per thing that does not hold; none when everything does.</param>
public sealed record LedgerCheckResult(long Entries, long Bundles, IReadOnlyList<string> Findings);

/// <summary>
/// Walks the ledger from its first entry and compares everything with everything: each entry's root and head with its content, its
/// previous head with the entry before, and each sealed bundle's bytes with its hash.
/// </summary>
public static class LedgerCheck
{
    public static async Task<LedgerCheckResult> RunAsync(PipelineStorage storage, CancellationToken cancellation)
    {
        var findings = new List<string>();
        var (previousHead, bundles) = (LedgerEntry.NoPreviousHead, 0L);
        var head = await storage.Ledger.FindHeadAsync(cancellation: cancellation);
        for (var number = 1L; number <= head; number++)
        {
            if (await ReadAsync(storage, number, findings, cancellation) is not { } entry)
            {
                // The chain cannot be followed across an unreadable entry; what comes after is still compared with its bytes.
                previousHead = null!;
                continue;
            }

            if (entry.Number != number)
                findings.Add($"Ledger entry {number} holds entry {entry.Number}.");
            if (previousHead is not null && entry.PreviousHead != previousHead)
                findings.Add($"Ledger entry {number} does not follow from entry {number - 1}: the previous head differs.");
            previousHead = entry.Head;
            bundles += await CompareBundlesAsync(storage, entry, findings, cancellation);
        }

        return new LedgerCheckResult(head, bundles, findings);
    }

    private static async Task<LedgerEntry?> ReadAsync(
        PipelineStorage storage, long number, List<string> findings, CancellationToken cancellation)
    {
        try
        {
            return LedgerEntry.Read(await storage.Ledger.ReadAsync(number, cancellation) ?? []);
        }
        catch (LedgerBrokenException broken)
        {
            findings.Add($"Ledger entry {number}: {broken.Message}");
            return null;
        }
    }

    private static async Task<long> CompareBundlesAsync(
        PipelineStorage storage, LedgerEntry entry, List<string> findings, CancellationToken cancellation)
    {
        foreach (var bundle in entry.Bundles)
        {
            try
            {
                if (await storage.Bundles.ReadAsync(new SiteId(bundle.Site), bundle.BundleHash, cancellation) is null)
                    findings.Add($"Bundle {bundle.BundleHash} of {bundle.Site}, sealed in entry {entry.Number}, is missing.");
            }
            catch (StoredBytesDifferException)
            {
                findings.Add($"Bundle {bundle.BundleHash} of {bundle.Site}, sealed in entry {entry.Number}, has other bytes than were sealed.");
            }
        }

        return entry.Bundles.Length;
    }
}
