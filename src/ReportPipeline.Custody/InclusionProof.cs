using System.Text;
using System.Text.Json;

namespace ReportPipeline.Custody;

/// <summary>
/// What a hospital keeps as proof that its bundle is sealed, and a committee that its act is: it is verified offline with the
/// procedure of <c>docs/ledger.md</c>.
/// </summary>
/// <param name="Leaf">The leaf's text: <c>bundle|site|hash|time</c>, with <c>|refused entries</c> for a batch that has some, or <c>kind|name|hash</c>.</param>
/// <param name="Index">Zero-based position of the leaf in its entry.</param>
/// <param name="TreeSize">Leaves in the entry.</param>
/// <param name="Path">Sibling hashes from the leaf upwards, lower-case hexadecimal.</param>
/// <param name="Root">Merkle root of the entry.</param>
/// <param name="Number">Sequence number of the entry.</param>
/// <param name="PreviousHead">Head of the entry before.</param>
/// <param name="SealedAt">Time of sealing, UTC, in round-trip form.</param>
/// <param name="Head">Head of the entry; printed in every report made from it.</param>
/// <param name="KeyId">Id of the key that signed the head.</param>
/// <param name="Signature">Signature over the text that the head is the hash of; DER in base64.</param>
public sealed record InclusionProof(
    string Leaf,
    long Index,
    long TreeSize,
    IReadOnlyList<string> Path,
    string Root,
    long Number,
    string PreviousHead,
    string SealedAt,
    string Head,
    string? KeyId,
    string? Signature)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The proof for a bundle of the entry; null when the entry does not hold it.</summary>
    public static InclusionProof? Of(LedgerEntry entry, string site, string bundleHash) =>
        At(entry, entry.Bundles.ToList().FindIndex(bundle => bundle.Site == site && bundle.BundleHash == bundleHash));

    /// <summary>The proof for a record of the entry by its name; null when the entry does not hold it.</summary>
    public static InclusionProof? OfRecord(LedgerEntry entry, string name) =>
        entry.Records.ToList().FindIndex(record => record.Name == name) is >= 0 and var index
            ? At(entry, entry.Bundles.Length + index)
            : null;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    private static InclusionProof? At(LedgerEntry entry, int index)
    {
        if (index < 0)
        {
            return null;
        }

        var claim = entry.Prove(index);
        return new InclusionProof(
            Encoding.UTF8.GetString(entry.Leaves[index]),
            claim.Index,
            claim.TreeSize,
            [.. claim.Path.Select(hash => Convert.ToHexStringLower(hash))],
            entry.Root,
            entry.Number,
            entry.PreviousHead,
            entry.SealedAt.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            entry.Head,
            entry.KeyId,
            entry.Signature);
    }
}
