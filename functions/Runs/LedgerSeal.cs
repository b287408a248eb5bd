using ReportPipeline.Custody;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>Seals what has arrived and what was recorded since the last run into the next ledger entry, signed.</summary>
public sealed class LedgerSeal(PipelineStorage storage, SigningKey key, TimeProvider clock)
{
    private readonly DataEntries dataEntries = new(storage);
    private readonly RecordSeal records = new(storage, clock);

    /// <summary>Another run can win the next number; each time there is less left to seal.</summary>
    private const int Attempts = 8;

    /// <summary>Seals, and gives the entry on which an analysis rests.</summary>
    public async Task<SealOutcome> SealAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var newest = await ReadNewestAsync(cancellation);
            var unsealed = await FindUnsealedAsync(newest, cancellation);
            var recorded = await records.FindUnsealedAsync(newest, entry => ReadBeforeAsync(entry, cancellation), cancellation);
            if (unsealed.Count == 0 && recorded.Count == 0)
            {
                return new SealOutcome(newest is null ? null : await dataEntries.FindAsync(newest.Number, cancellation), 0);
            }

            var next = LedgerEntry.Seal(newest, unsealed, SealingTime(newest), recorded).SignedBy(key);
            await storage.Ledger.PublishKeyAsync(key.Verification.KeyId, key.Verification.ToPem(), cancellation);
            if (await storage.Ledger.TryAppendAsync(next.Number, next.ToBytes(), cancellation))
            {
                Measures.Sealed(unsealed.Count);
                return new SealOutcome(await dataEntries.FindAsync(next.Number, cancellation), unsealed.Count);
            }
        }

        throw new StorageUnavailableException("the ledger's next number was taken by other runs again and again");
    }

    /// <summary>What has been acknowledged and is in no ledger entry yet.</summary>
    public async Task<IReadOnlyList<SealedBundle>> FindUnsealedAsync(CancellationToken cancellation) =>
        await FindUnsealedAsync(await ReadNewestAsync(cancellation), cancellation);

    public async Task<LedgerEntry> ReadAsync(long number, CancellationToken cancellation)
    {
        var bytes = await storage.Ledger.ReadAsync(number, cancellation)
            ?? throw new LedgerBrokenException($"Ledger entry {number} is missing.");
        var entry = LedgerEntry.Read(bytes);
        return entry.Number == number ? entry : throw new LedgerBrokenException($"Ledger entry {number} holds entry {entry.Number}.");
    }

    private async Task<LedgerEntry?> ReadBeforeAsync(LedgerEntry entry, CancellationToken cancellation) =>
        entry.Number > 1 ? await ReadAsync(entry.Number - 1, cancellation) : null;

    private async Task<LedgerEntry?> ReadNewestAsync(CancellationToken cancellation)
    {
        var number = await storage.Ledger.FindHeadAsync(cancellation: cancellation);
        return number == 0 ? null : await ReadAsync(number, cancellation);
    }

    // Instances' clocks differ: an entry is never sealed before the one it follows.
    private DateTimeOffset SealingTime(LedgerEntry? newest)
    {
        var now = clock.GetUtcNow();
        return newest is not null && newest.SealedAt > now ? newest.SealedAt : now;
    }

    private async Task<List<SealedBundle>> FindUnsealedAsync(LedgerEntry? newest, CancellationToken cancellation)
    {
        var listed = new Dictionary<(SiteId, string), SealedBundle>();
        await foreach (var arrival in storage.Bundles.ListArrivalsAsync(newest?.SealedAt, cancellation))
        {
            listed.TryAdd((arrival.Site, arrival.BundleHash), new SealedBundle(arrival.Site.Value, arrival.BundleHash, arrival.ReceivedAt));
        }

        await DropSealedAsync(listed, newest, cancellation);
        return [.. listed.Values];
    }

    // A bundle can only have been sealed after it arrived, so the walk back ends before the oldest arrival in the list.
    private async Task DropSealedAsync(
        Dictionary<(SiteId, string), SealedBundle> listed,
        LedgerEntry? newest,
        CancellationToken cancellation)
    {
        var entry = newest;
        while (entry is not null && listed.Count > 0)
        {
            var oldest = listed.Values.Min(bundle => bundle.ReceivedAt) - BundleArchive.GraceWindow;
            foreach (var bundle in entry.Bundles)
            {
                listed.Remove((new SiteId(bundle.Site), bundle.BundleHash));
            }

            entry = entry.SealedAt >= oldest ? await ReadBeforeAsync(entry, cancellation) : null;
        }
    }
}

/// <param name="Newest">The newest entry that holds bundles; null when nothing has ever been accepted.</param>
/// <param name="NewlySealed">Bundles that this run sealed.</param>
public sealed record SealOutcome(LedgerEntry? Newest, int NewlySealed);
