using ReportPipeline.Custody;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>Seals what has arrived and what was recorded since the last run into the next ledger entry, signed.</summary>
/// <remarks>
/// Which arrivals are looked at again, and how far back the ledger is searched for them, rests on storage's own clock, the one
/// that all instances share: a sealing instance whose clock is wrong, by whatever time, can hide no arrival and seal none twice.
/// Its clock stands in the entry as the time of sealing and decides nothing.
/// </remarks>
public sealed class LedgerSeal(PipelineStorage storage, SigningKey key, TimeProvider clock)
{
    private readonly DataEntries dataEntries = new(storage);
    private readonly RecordSeal records = new(storage, clock);

    private long knownHead;

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
        var number = await storage.Ledger.FindHeadAsync(Volatile.Read(ref knownHead), cancellation);
        Volatile.Write(ref knownHead, number);
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
        var sealedAt = newest is null ? null : await storage.Ledger.CreatedAtAsync(newest.Number, cancellation);

        // A sealer that is behind only makes the listing longer; one that is ahead must not make it shorter.
        var from = newest?.SealedAt < sealedAt ? newest.SealedAt : sealedAt;
        var listed = new Dictionary<(string Site, string Hash), Arrival>();
        await foreach (var arrival in storage.Bundles.ListArrivalsAsync(from, cancellation))
        {
            listed.TryAdd((arrival.Site.Value, arrival.BundleHash), arrival);
        }

        await DropSealedAsync(listed, newest, sealedAt, cancellation);
        return [.. listed.Values.Select(arrival => new SealedBundle(arrival.Site.Value, arrival.BundleHash, arrival.ReceivedAt) { RefusedEntries = arrival.RefusedEntries })];
    }

    // Only an entry that storage created after the marker can hold the bundle: the walk back ends before the oldest marker.
    private async Task DropSealedAsync(
        Dictionary<(string Site, string Hash), Arrival> listed, LedgerEntry? newest, DateTimeOffset? sealedAt, CancellationToken cancellation)
    {
        var (number, createdAt) = (newest?.Number ?? 0, sealedAt);
        while (number > 0 && listed.Values.Any(arrival => arrival.MarkedAt is null || arrival.MarkedAt <= createdAt))
        {
            var entry = number == newest!.Number ? newest : await ReadAsync(number, cancellation);
            foreach (var bundle in entry.Bundles)
            {
                listed.Remove((bundle.Site, bundle.BundleHash));
            }

            number--;
            createdAt = number == 0 ? null : await storage.Ledger.CreatedAtAsync(number, cancellation);
        }
    }
}

/// <param name="Newest">The newest entry that holds bundles; null when nothing has ever been accepted.</param>
/// <param name="NewlySealed">Bundles that this run sealed.</param>
public sealed record SealOutcome(LedgerEntry? Newest, int NewlySealed);
