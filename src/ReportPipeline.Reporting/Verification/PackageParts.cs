using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Documents;

namespace ReportPipeline.Reporting.Verification;

/// <summary>The parts of a package as they are, whatever a zip tool did to it: repeated names stay repeated.</summary>
internal sealed class PackageParts
{
    /// <summary>A part that decompresses to more is no part of a report: it would only exhaust the reader's memory.</summary>
    private const int LongestPart = 512 * 1024 * 1024;

    private const string Unreadable = "unreadable";

    private readonly List<KeyValuePair<string, byte[]>> parts = [];
    private readonly List<DocumentPart> descriptions = [];

    /// <exception cref="InvalidDataException">The bytes are no package.</exception>
    public PackageParts(byte[] package)
        : this(package, "")
    {
    }

    private PackageParts(byte[] package, string prefix)
    {
        using var archive = new ZipArchive(new MemoryStream(package, writable: false));
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            byte[]? content = ReadAll(entry);
            parts.Add(new(entry.FullName, content ?? []));
            descriptions.Add(new DocumentPart(prefix + entry.FullName, content?.Length ?? 0,
                content is null ? Unreadable : Convert.ToHexStringLower(SHA256.HashData(content))));
            if (prefix.Length == 0 && content is not null && entry.FullName.EndsWith(".xlsx", StringComparison.Ordinal))
            {
                AddEmbedded(entry.FullName, content);
            }
        }
    }

    public ImmutableArray<DocumentPart> Descriptions => [.. descriptions];

    /// <summary>The first part of the name; null when there is none.</summary>
    public byte[]? Find(string name) => parts.FirstOrDefault(part => part.Key == name).Value;

    /// <summary>
    /// The file that a report with these parts is; null when a name is repeated. Where it differs from the file at hand although every
    /// part is as it should be, somebody packed it anew or wrote beside the parts.
    /// </summary>
    public byte[]? Canonical() =>
        parts.Select(part => part.Key).Distinct(StringComparer.Ordinal).Count() == parts.Count ? DeterministicZip.Write(parts) : null;

    private void AddEmbedded(string name, byte[] content)
    {
        try
        {
            descriptions.AddRange(new PackageParts(content, name + "!").descriptions);
        }
        catch (InvalidDataException)
        {
            // Its own hash already tells that it is not the workbook that was written.
        }
    }

    private static byte[]? ReadAll(ZipArchiveEntry entry)
    {
        if (entry.Length > LongestPart)
        {
            return null;
        }

        try
        {
            using Stream stream = entry.Open();
            using var content = new MemoryStream((int)entry.Length);
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
