using ReportPipeline.Custody.Signing;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>What a check of the whole chain found.</summary>
/// <param name="Entries">Ledger entries read.</param>
/// <param name="Bundles">Bundles whose bytes were compared with their sealed hash.</param>
/// <param name="Findings">One sentence per thing that does not hold; none when everything does.</param>
public sealed record LedgerCheckResult(long Entries, long Bundles, IReadOnlyList<string> Findings)
{
    /// <summary>Audit entries, acts and documents whose bytes were compared with their sealed hash.</summary>
    public long Records { get; init; }

    /// <summary>What is stored and waits for the next run to seal it.</summary>
    public long Waiting { get; init; }

    /// <summary>The heads of the readable entries in their order.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];
}

/// <summary>
/// Walks the ledger from its first entry and compares everything with everything: each entry's bytes, root, head and signature
/// with its content, its previous head with the entry before, each sealed bundle, audit entry, act and document with its hash,
/// each run with the entry that it names, and each container with what was sealed into it.
/// </summary>
public static class LedgerCheck
{
    /// <summary>Checks with the keys that the ledger publishes.</summary>
    public static Task<LedgerCheckResult> RunAsync(PipelineStorage storage, CancellationToken cancellation) =>
        RunAsync(storage, null, cancellation);

    /// <summary>Checks with keys that somebody holds.</summary>
    /// <param name="storage">Where everything is read from.</param>
    /// <param name="trusted">The keys to check with; null for those that the ledger itself publishes.</param>
    /// <param name="cancellation">Stops the check.</param>
    public static async Task<LedgerCheckResult> RunAsync(
        PipelineStorage storage, IReadOnlyList<VerificationKey>? trusted, CancellationToken cancellation)
    {
        var findings = new List<string>();
        var keys = await PublicKeys.ReadAsync(storage, trusted, findings, cancellation);
        var chain = await ChainCheck.WalkAsync(storage, keys, findings, cancellation);
        var sealedItems = SealedItems.Of(chain.Entries, findings);
        await SealedBytesCheck.CompareAsync(storage, sealedItems, keys, findings, cancellation);
        await RunsCheck.CompareAsync(storage, chain, findings, cancellation);
        var waiting = await InsertionCheck.FindAsync(storage, chain, sealedItems, findings, cancellation);
        return new LedgerCheckResult(chain.Highest, sealedItems.Bundles.Count, findings)
        {
            Records = sealedItems.Records.Count,
            Waiting = waiting,
            Heads = [.. chain.Entries.Select(entry => entry.Head)],
        };
    }
}
