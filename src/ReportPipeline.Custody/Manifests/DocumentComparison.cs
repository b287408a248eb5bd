using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Documents;

namespace ReportPipeline.Custody.Manifests;

/// <summary>
/// Names what differs between a document and what was sealed. Whether it differs is decided by the hash of the whole file alone; the
/// rest only says where.
/// </summary>
public static class DocumentComparison
{
    /// <param name="expected">From a manifest whose signature holds.</param>
    /// <param name="found">Read from the document at hand.</param>
    /// <param name="foreignByte">Offset of the first byte that no part accounts for, when only the package differs.</param>
    /// <returns>Empty exactly when both are the same file; numbers first, then text, then parts.</returns>
    public static ImmutableArray<DocumentChange> Changes(DocumentContents expected, DocumentContents found, long? foreignByte)
    {
        if (expected.Sha256 == found.Sha256)
        {
            return [];
        }

        ImmutableArray<DocumentChange> numbers = [.. Numbers(expected.Numbers, found.Numbers)];
        ImmutableArray<DocumentChange> changes =
        [
            .. numbers,
            .. Blocks(expected.Blocks, found.Blocks).Where(block => !numbers.Any(number => IsWithin(number.Where!, block.Where!))),
            .. Parts(expected.Parts, found.Parts),
        ];
        return changes.IsEmpty
            ? [new DocumentChange(ChangeKind.PackageChanged, "", null, null, null, (foreignByte ?? 0).ToString(CultureInfo.InvariantCulture))]
            : changes;
    }

    private static bool IsWithin(string where, string block) =>
        where.StartsWith(block, StringComparison.Ordinal) && (where.Length == block.Length || where[block.Length] == ',');

    private static IEnumerable<DocumentChange> Numbers(ImmutableArray<DocumentNumber> expected, ImmutableArray<DocumentNumber> found)
    {
        var present = found.GroupBy(number => (number.Part, number.Where)).ToDictionary(group => group.Key, group => group.First());
        foreach (var number in expected)
        {
            if (!present.Remove((number.Part, number.Where), out var other) || (other.Text.Length == 0 && number.Text.Length > 0))
            {
                yield return new DocumentChange(ChangeKind.NumberMissing, number.Part, number.Where, number.Result, number.Text, null);
            }
            else if (other.Text != number.Text)
            {
                yield return new DocumentChange(ChangeKind.NumberChanged, number.Part, number.Where, number.Result, number.Text, other.Text);
            }
            else if (ResultTag.Of(other.Result) != ResultTag.Of(number.Result))
            {
                yield return new DocumentChange(ChangeKind.NumberRelabelled, number.Part, number.Where, other.Result, number.Result, other.Text);
            }
        }

        foreach (var number in found.Where(number => present.ContainsKey((number.Part, number.Where))))
        {
            yield return new DocumentChange(ChangeKind.NumberAdded, number.Part, number.Where, number.Result, null, number.Text);
        }
    }

    private static IEnumerable<DocumentChange> Blocks(ImmutableArray<DocumentBlock> expected, ImmutableArray<DocumentBlock> found)
    {
        const string Body = "word/document.xml";
        var present = found.GroupBy(block => block.Where).ToDictionary(group => group.Key, group => group.First().Hash);
        foreach (var block in expected)
        {
            if (!present.Remove(block.Where, out var hash))
            {
                yield return DocumentChange.Of(ChangeKind.TextMissing, Body, block.Where);
            }
            else if (hash != block.Hash)
            {
                yield return DocumentChange.Of(ChangeKind.TextChanged, Body, block.Where);
            }
        }

        foreach (var block in found.Where(block => present.ContainsKey(block.Where)))
        {
            yield return DocumentChange.Of(ChangeKind.TextAdded, Body, block.Where);
        }
    }

    /// <summary>Also for a run's manifest, which knows a document only by its parts.</summary>
    public static IEnumerable<DocumentChange> Parts(ImmutableArray<DocumentPart> expected, ImmutableArray<DocumentPart> found)
    {
        var present = found.ToLookup(part => part.Name);
        foreach (var part in expected)
        {
            if (!present.Contains(part.Name))
            {
                yield return DocumentChange.Of(ChangeKind.PartMissing, part.Name);
            }
            else if (present[part.Name].Any(other => other.Sha256 != part.Sha256))
            {
                yield return DocumentChange.Of(ChangeKind.PartChanged, part.Name);
            }
        }

        foreach (var name in present.Where(parts => parts.Count() > 1).Select(parts => parts.Key))
        {
            yield return DocumentChange.Of(ChangeKind.PartRepeated, name);
        }

        var known = expected.Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in present.Select(parts => parts.Key).Where(name => !known.Contains(name)))
        {
            yield return DocumentChange.Of(ChangeKind.PartAdded, name);
        }
    }
}
