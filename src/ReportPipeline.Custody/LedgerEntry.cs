using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Custody;

/// <summary>One sealed item: a bundle that was accepted.</summary>
/// <param name="Site">The hospital that sent it.</param>
/// <param name="BundleHash">SHA-256 of the accepted bytes, lower-case hexadecimal.</param>
/// <param name="ReceivedAt">When it was accepted (UTC).</param>
public sealed record SealedBundle(string Site, string BundleHash, DateTimeOffset ReceivedAt)
{
    /// <summary>Which entries of a batch its sender was told are refused, so that they never count; null for none.</summary>
    public string? RefusedEntries { get; init; }

    /// <summary>
    /// The leaf as hashed: <c>bundle|site|hash|time</c> in UTF-8, the time in round-trip form, UTC; with <c>|refused entries</c> if any.
    /// </summary>
    public byte[] ToLeaf() => Encoding.UTF8.GetBytes(
        $"bundle|{Site}|{BundleHash}|{ReceivedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}{(RefusedEntries is null ? "" : $"|{RefusedEntries}")}");
}

/// <summary>Another sealed item: stored bytes of an audit entry, an act or a document.</summary>
/// <param name="Kind"><c>audit</c>, <c>act</c> or <c>document</c>.</param>
/// <param name="Name">Container and name, e.g. <c>reports/{run}/open.en.docx</c>.</param>
/// <param name="Sha256">Hash of the bytes, lower-case hexadecimal.</param>
public sealed record SealedRecord(string Kind, string Name, string Sha256)
{
    public const string Audit = "audit";
    public const string Act = "act";
    public const string Document = "document";

    /// <summary>The leaf as hashed: <c>kind|name|hash</c> in UTF-8.</summary>
    public byte[] ToLeaf() => Encoding.UTF8.GetBytes($"{Kind}|{Name}|{Sha256}");
}

/// <summary>
/// One entry of the ledger: the bundles accepted and the records made since the one before, their Merkle root, and a head
/// that also covers the previous head, so that no entry can be changed or taken out without changing every later head.
/// An entry can hold records alone; an analysis rests on the newest entry that holds bundles.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>Previous head of the first entry.</summary>
    public static readonly string NoPreviousHead = new('0', 64);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    private LedgerEntry(StoredEntry content)
    {
        Number = content.Number;
        PreviousHead = content.PreviousHead;
        SealedAt = content.SealedAt;
        Bundles = content.Bundles;
        Records = content.Records.IsDefault ? [] : content.Records;
        Root = Convert.ToHexStringLower(MerkleTree.Root(Leaves));
        Head = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HeadText)));
        KeyId = content.KeyId;
        Signature = content.Signature;
    }

    /// <summary>Sequence number, from 1.</summary>
    public long Number { get; }

    public string PreviousHead { get; }

    public DateTimeOffset SealedAt { get; }

    /// <summary>In order of receipt, then of site and hash.</summary>
    public ImmutableArray<SealedBundle> Bundles { get; }

    /// <summary>In ordinal order of name, then of hash; audit entries therefore in order of time.</summary>
    public ImmutableArray<SealedRecord> Records { get; }

    /// <summary>Merkle root over the leaves of <see cref="Bundles"/>, then of <see cref="Records"/>, lower-case hexadecimal.</summary>
    public string Root { get; }

    /// <summary>SHA-256 over <see cref="HeadText"/>, lower-case hexadecimal.</summary>
    public string Head { get; }

    /// <summary>Id of the key that signed; null for an entry that is not signed.</summary>
    public string? KeyId { get; }

    /// <summary>Signature (DER, base64) over <see cref="HeadText"/>; null for an entry that is not signed.</summary>
    public string? Signature { get; }

    /// <summary>What the head is the hash of, and what is signed: <c>head|number|previous head|root|leaf count|sealed at</c>.</summary>
    [JsonIgnore]
    public string HeadText => string.Join(
        '|',
        "head",
        Number.ToString(CultureInfo.InvariantCulture),
        PreviousHead,
        Root,
        LeafCount.ToString(CultureInfo.InvariantCulture),
        SealedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Number of leaves.</summary>
    [JsonIgnore]
    public int LeafCount => Bundles.Length + Records.Length;

    /// <summary>The leaves in their order.</summary>
    [JsonIgnore]
    public ImmutableArray<byte[]> Leaves =>
        [.. Bundles.Select(bundle => bundle.ToLeaf()), .. Records.Select(record => record.ToLeaf())];

    /// <summary>The next entry, not signed yet.</summary>
    /// <param name="previous">The last entry; null for the first.</param>
    /// <param name="bundles">What was accepted since.</param>
    /// <param name="sealedAt">Not before the previous entry's.</param>
    /// <param name="records">What else was stored since; nothing when null.</param>
    public static LedgerEntry Seal(
        LedgerEntry? previous, IEnumerable<SealedBundle> bundles, DateTimeOffset sealedAt, IEnumerable<SealedRecord>? records = null) =>
        new(new StoredEntry(
            (previous?.Number ?? 0) + 1,
            previous?.Head ?? NoPreviousHead,
            sealedAt.ToUniversalTime(),
            [
                .. bundles
                    .OrderBy(bundle => bundle.ReceivedAt)
                    .ThenBy(bundle => bundle.Site, StringComparer.Ordinal)
                    .ThenBy(bundle => bundle.BundleHash, StringComparer.Ordinal),
            ])
        {
            Records =
            [
                .. (records ?? [])
                    .OrderBy(record => record.Name, StringComparer.Ordinal)
                    .ThenBy(record => record.Sha256, StringComparer.Ordinal),
            ],
        });

    /// <summary>The same entry with a signature over its head.</summary>
    public LedgerEntry SignedBy(SigningKey key) => new(new StoredEntry(Number, PreviousHead, SealedAt, Bundles)
    {
        Records = Records,
        KeyId = key.Verification.KeyId,
        Signature = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(HeadText))),
    });

    /// <summary>Whether the head was signed with the key.</summary>
    public bool IsSignedBy(VerificationKey key)
    {
        var signature = new byte[Signature?.Length ?? 0];
        return KeyId == key.KeyId
            && Convert.TryFromBase64String(Signature ?? "", signature, out var length)
            && key.Verify(Encoding.UTF8.GetBytes(HeadText), signature.AsSpan(0, length));
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads an entry and checks that its stored root and head follow from its content.</summary>
    /// <exception cref="LedgerBrokenException">They do not, or the bytes are no entry.</exception>
    public static LedgerEntry Read(byte[] bytes)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<StoredEntry>(bytes, Json)!;
            if (stored is null || stored.Bundles.IsDefault)
            {
                throw new LedgerBrokenException("A ledger entry holds no list of bundles.");
            }

            var entry = new LedgerEntry(stored);
            return entry.Root == stored.Root && entry.Head == stored.Head
                ? entry
                : throw new LedgerBrokenException($"Ledger entry {stored.Number}: its root or head does not follow from its content.");
        }
        catch (JsonException exception)
        {
            throw new LedgerBrokenException("A ledger entry is not readable JSON of the known shape.", exception);
        }
    }

    /// <summary>Proof that the leaf at the index is in this entry.</summary>
    public InclusionClaim Prove(int index) => new(index, LeafCount, MerkleTree.InclusionProof(Leaves, index));

    /// <summary>An entry as its file holds it. Entries of before records and signatures have neither, and stay readable.</summary>
    private sealed record StoredEntry(long Number, string PreviousHead, DateTimeOffset SealedAt, ImmutableArray<SealedBundle> Bundles)
    {
        public ImmutableArray<SealedRecord> Records { get; init; } = [];

        public string? Root { get; init; }

        public string? Head { get; init; }

        public string? KeyId { get; init; }

        public string? Signature { get; init; }
    }
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
