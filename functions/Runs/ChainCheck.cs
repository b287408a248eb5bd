using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>The readable entries in their order.</summary>
/// <param name="Highest">The highest number in storage; 0 for an empty ledger.</param>
internal sealed record Chain(ImmutableArray<LedgerEntry> Entries, long Highest)
{
    /// <summary>Before this, nothing can wait for the next run any more; null for an empty ledger.</summary>
    public DateTimeOffset? SealedBefore => Entries.LastOrDefault()?.SealedAt - BundleArchive.GraceWindow;
}

/// <summary>Reads every entry, found by listing: an entry that was taken out leaves a gap, not an end.</summary>
internal static class ChainCheck
{
    public static async Task<Chain> WalkAsync(PipelineStorage storage, PublicKeys keys, List<string> findings, CancellationToken cancellation)
    {
        var numbers = await ListNumbersAsync(storage, findings, cancellation);
        var (entries, highest) = (ImmutableArray.CreateBuilder<LedgerEntry>(), numbers.Count == 0 ? 0 : numbers.Max);
        LedgerEntry? previous = null;
        for (var number = 1L; number <= highest; number++)
        {
            var entry = numbers.Contains(number) ? await ReadAsync(storage, number, findings, cancellation) : null;
            if (!numbers.Contains(number))
                findings.Add($"Ledger entry {number} is missing.");
            // The chain cannot be followed across an unreadable entry; what comes after is still compared with its bytes.
            if (entry is not null && (previous?.Number == number - 1 || number == 1))
                CompareWithPrevious(entry, previous, findings);
            if (entry is not null)
            {
                CheckSignature(entry, keys, findings);
                entries.Add(entry);
            }

            previous = entry;
        }

        return new Chain(entries.ToImmutable(), highest);
    }

    private static async Task<SortedSet<long>> ListNumbersAsync(PipelineStorage storage, List<string> findings, CancellationToken cancellation)
    {
        var numbers = new SortedSet<long>();
        await foreach (var name in storage.Ledger.ListNamesAsync(cancellation))
        {
            if (LedgerStore.NumberOf(name) is { } number and > 0)
                numbers.Add(number);
            else if (!name.StartsWith("keys/", StringComparison.Ordinal) && !name.StartsWith("configuration/", StringComparison.Ordinal))
                findings.Add($"ledger/{name} was inserted: it is no entry.");
        }

        return numbers;
    }

    private static async Task<LedgerEntry?> ReadAsync(PipelineStorage storage, long number, List<string> findings, CancellationToken cancellation)
    {
        try
        {
            var bytes = await storage.Ledger.ReadAsync(number, cancellation) ?? [];
            var entry = LedgerEntry.Read(bytes);
            if (entry.Number != number)
                findings.Add($"Ledger entry {number} holds entry {entry.Number}.");
            if (!entry.ToBytes().AsSpan().SequenceEqual(bytes))
                findings.Add($"Ledger entry {number} has other bytes than were written: the same content in another form.");
            return entry;
        }
        catch (LedgerBrokenException broken)
        {
            findings.Add($"Ledger entry {number}: {broken.Message}");
            return null;
        }
    }

    private static void CompareWithPrevious(LedgerEntry entry, LedgerEntry? previous, List<string> findings)
    {
        if (entry.PreviousHead != (previous?.Head ?? LedgerEntry.NoPreviousHead))
            findings.Add($"Ledger entry {entry.Number} does not follow from entry {entry.Number - 1}: the previous head differs.");
        if (entry.SealedAt < previous?.SealedAt)
            findings.Add($"Ledger entry {entry.Number} was sealed before entry {entry.Number - 1}.");
    }

    private static void CheckSignature(LedgerEntry entry, PublicKeys keys, List<string> findings)
    {
        if (entry.Signature is null)
            findings.Add($"Ledger entry {entry.Number} is not signed.");
        else if (keys.Find(entry.KeyId) is not { } key)
            findings.Add($"Ledger entry {entry.Number} is signed with a key that is not known: {entry.KeyId}.");
        else if (!entry.IsSignedBy(key))
            findings.Add($"Ledger entry {entry.Number}: its signature does not verify.");
    }
}
