using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReportPipeline.Custody;

/// <summary>One sealed item: a bundle that was accepted.</summary>
/// <param name="Site">The hospital that sent it.</param>
/// <param name="BundleHash">SHA-256 of the accepted bytes, lower-case hexadecimal.</param>
/// <param name="ReceivedAt">When it was accepted (UTC).</param>
public sealed record SealedBundle(string Site, string BundleHash, DateTimeOffset ReceivedAt)
{
    /// <summary>The leaf as hashed: <c>bundle|site|hash|time</c> in UTF-8, the time in round-trip form, UTC.</summary>
    public byte[] ToLeaf() => Encoding.UTF8.GetBytes(
        $"bundle|{Site}|{BundleHash}|{ReceivedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}");
}

/// <summary>
/// One entry of the ledger: the bundles accepted since the one before, their Merkle root, and a head that also covers
/// the previous head, so that no entry can be changed or taken out without changing every later head.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>Previous head of the first entry.</summary>
    public static readonly string NoPreviousHead = new('0', 64);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        NewLine = "\n",
    };

    private LedgerEntry(long number, string previousHead, DateTimeOffset sealedAt, ImmutableArray<SealedBundle> bundles)
    {
        Number = number;
        PreviousHead = previousHead;
        SealedAt = sealedAt;
        Bundles = bundles;
        Root = Convert.ToHexStringLower(MerkleTree.Root([.. bundles.Select(bundle => bundle.ToLeaf())]));
        Head = HeadOf(this);
    }

    /// <summary>Sequence number, from 1.</summary>
    public long Number { get; }

    public string PreviousHead { get; }

    public DateTimeOffset SealedAt { get; }

    /// <summary>In order of receipt, then of site and hash.</summary>
    public ImmutableArray<SealedBundle> Bundles { get; }

    /// <summary>Merkle root over the leaves of <see cref="Bundles"/>, lower-case hexadecimal.</summary>
    public string Root { get; }

    /// <summary>SHA-256 over <c>head|number|previous head|root|leaf count|sealed at</c>, lower-case hexadecimal.</summary>
    public string Head { get; }

    /// <param name="previous">The last entry; null for the first.</param>
    public static LedgerEntry Seal(LedgerEntry? previous, IEnumerable<SealedBundle> bundles, DateTimeOffset sealedAt) => new(
        (previous?.Number ?? 0) + 1,
        previous?.Head ?? NoPreviousHead,
        sealedAt.ToUniversalTime(),
        [
            .. bundles
                .OrderBy(bundle => bundle.ReceivedAt)
                .ThenBy(bundle => bundle.Site, StringComparer.Ordinal)
                .ThenBy(bundle => bundle.BundleHash, StringComparer.Ordinal),
        ]);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads an entry and checks that its stored root and head follow from its content.</summary>
    /// <exception cref="LedgerBrokenException">They do not, or the bytes are no entry.</exception>
    public static LedgerEntry Read(byte[] bytes)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<StoredEntry>(bytes, Json)!;
            var entry = new LedgerEntry(stored.Number, stored.PreviousHead, stored.SealedAt, stored.Bundles);
            return entry.Root == stored.Root && entry.Head == stored.Head
                ? entry
                : throw new LedgerBrokenException($"Ledger entry {stored.Number}: its root or head does not follow from its content.");
        }
        catch (JsonException exception)
        {
            throw new LedgerBrokenException("A ledger entry is not readable JSON of the known shape.", exception);
        }
    }

    /// <summary>Proof that the bundle at the index is in this entry.</summary>
    public InclusionClaim Prove(int index) =>
        new(index, Bundles.Length, MerkleTree.InclusionProof([.. Bundles.Select(bundle => bundle.ToLeaf())], index));

    private static string HeadOf(LedgerEntry entry)
    {
        var text = string.Join(
            '|',
            "head",
            entry.Number.ToString(CultureInfo.InvariantCulture),
            entry.PreviousHead,
            entry.Root,
            entry.Bundles.Length.ToString(CultureInfo.InvariantCulture),
            entry.SealedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private sealed record StoredEntry(
        long Number,
        string PreviousHead,
        DateTimeOffset SealedAt,
        ImmutableArray<SealedBundle> Bundles,
        string Root,
        string Head);
}

/// <summary>The ledger does not verify: a stored byte was altered, removed or inserted.</summary>
public sealed class LedgerBrokenException : Exception
{
    public LedgerBrokenException(string message)
        : base(message)
    {
    }

    public LedgerBrokenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
