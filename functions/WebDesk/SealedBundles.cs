using ReportPipeline.Custody;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>Finds the ledger entry that sealed a bundle, and proves it.</summary>
internal sealed class SealedBundles(PipelineStorage storage, LedgerSeal ledger)
{
    /// <summary>Entries after the first candidate that are looked at: a bundle's marker may have come late.</summary>
    private const int Later = 8;

    private readonly RecentlyUsed<long, LedgerEntry> entries = new(64);
    private long known;

    /// <summary>Number of the newest entry, 0 for an empty ledger.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellation)
    {
        var head = await storage.Ledger.FindHeadAsync(Volatile.Read(ref known), cancellation);
        Volatile.Write(ref known, head);
        return head;
    }

    public Task<LedgerEntry> EntryAsync(long number) => entries.GetAsync(number, () => ledger.ReadAsync(number, CancellationToken.None));

    /// <summary>The proof, or null when no entry up to the given one holds the bundle.</summary>
    /// <param name="bundle">With its time of receipt, which tells where to look.</param>
    /// <param name="last">Newest entry that counts.</param>
    public async Task<InclusionProof?> ProveAsync(SealedBundle bundle, long last)
    {
        // Entries are sealed in order of time, and none before its bundles arrived.
        var (first, after) = (1L, last + 1);
        while (first < after)
        {
            var middle = first + ((after - first) / 2);
            if ((await EntryAsync(middle)).SealedAt + BundleArchive.GraceWindow < bundle.ReceivedAt)
                first = middle + 1;
            else
                after = middle;
        }

        for (var number = first; number <= last; number++)
        {
            var entry = await EntryAsync(number);
            if (InclusionProof.Of(entry, bundle.Site, bundle.BundleHash) is { } proof)
                return proof;
            if (number > first + Later && entry.SealedAt - bundle.ReceivedAt > TimeSpan.FromDays(7))
                break;
        }

        return null;
    }

    /// <summary>The proof as pages show it, recomputed from its leaf.</summary>
    /// <exception cref="LedgerBrokenException">Leaf and path do not give the sealed root.</exception>
    public static SealedProof Shown(InclusionProof proof)
    {
        var leaf = System.Text.Encoding.UTF8.GetBytes(proof.Leaf);
        var claim = new InclusionClaim(proof.Index, proof.TreeSize, [.. proof.Path.Select(Convert.FromHexString)]);
        if (!MerkleTree.VerifyInclusion(leaf, claim, Convert.FromHexString(proof.Root)))
            throw new LedgerBrokenException($"Ledger entry {proof.Number}: an inclusion proof does not give its root.");
        return new SealedProof(
            proof.Leaf, proof.Index, proof.TreeSize, [.. proof.Path], proof.Root, proof.Number, proof.PreviousHead, proof.SealedAt, proof.Head);
    }
}
