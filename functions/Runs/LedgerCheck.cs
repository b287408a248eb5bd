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

    /// <summary>
    /// One sentence per thing that is in no entry and could be the rest of a request or run that was cut. Nothing acknowledged or shown
    /// is among them.
    /// </summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What is stored and waits for the next run to seal it.</summary>
    public long Waiting { get; init; }

    /// <summary>The heads of the readable entries in their order.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];
}

/// <summary>
/// Walks the ledger from its first entry and compares everything with everything: each entry's bytes, root, head and signature
/// with its content, its previous head with the entry before, each sealed bundle, audit entry, act and document with its hash, what
/// waits to be sealed with the line that tells of it, each run with the entry that it names, and each container with what was sealed
/// into it.
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
        var scope = new CheckScope(storage, [], [], cancellation);
        var keys = await PublicKeys.ReadAsync(storage, trusted, scope.Findings, cancellation);
        var chain = await ChainCheck.WalkAsync(storage, keys, scope.Findings, cancellation);
        var sealedItems = SealedItems.Of(chain.Entries, scope.Findings);
        var trail = await SealedBytesCheck.CompareAsync(scope, sealedItems, keys);
        await TellIdleKeysAsync(scope, chain);
        return new LedgerCheckResult(chain.Highest, sealedItems.Bundles.Count, scope.Findings)
        {
            Records = sealedItems.Records.Count,
            Waiting = await CompareContainersAsync(scope, chain, sealedItems, trail, keys),
            Heads = [.. chain.Entries.Select(entry => entry.Head)],
            Remarks = scope.Remarks,
        };
    }

    /// <returns>How much waits for the next run.</returns>
    private static async Task<long> CompareContainersAsync(CheckScope scope, Chain chain, SealedItems items, TrailReading trail, PublicKeys keys)
    {
        var (count, waiting) = await InsertionCheck.FindAuditEntriesAsync(scope, chain, items);
        await RunsCheck.CompareAsync(scope, chain, items, [trail, waiting]);
        var stored = await InsertionCheck.FindAsync(scope, chain, items, waiting);
        var caches = await new CacheCheck(scope, chain, items, waiting).CompareAsync();
        await new WaitingCheck(scope, keys, items, (trail, waiting)).CompareAsync();
        await ArrivalCheck.CompareAsync(scope, items);
        await RefusalCheck.CompareAsync(scope, [trail, waiting]);
        await new ClaimCheck(scope, items, [trail, waiting]).CompareAsync();
        await foreach (var name in scope.Storage.RunLease.ListForeignAsync(scope.Cancellation))
            scope.Findings.Add($"leases/{name} was inserted: the container holds one empty blob.");
        return count + stored + caches + await KeyCheck.CompareAsync(scope, items, waiting);
    }

    private static async Task TellIdleKeysAsync(CheckScope scope, Chain chain)
    {
        foreach (var id in await scope.Storage.Ledger.ListKeysAsync(scope.Cancellation))
        {
            if (chain.Entries.All(entry => entry.KeyId != id))
                scope.Remarks.Add($"ledger/keys/{id}.pem has signed no entry: the key of a program that has not sealed yet, or put there.");
        }
    }
}
