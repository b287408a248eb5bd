using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Verification;

/// <summary>Reads back what a finished document holds, for its manifest and for whoever checks the document against it.</summary>
public static class DocumentReader
{
    private const string TracePart = "customXml/item1.xml";
    private static readonly XNamespace T = TraceMap.Namespace;

    /// <summary>Reads any file; what cannot be read is missing from the contents.</summary>
    /// <param name="results">Give the full ids of numbers whose tag is only a hash; without them the tag stays.</param>
    /// <exception cref="InvalidDataException">The file is no package at all.</exception>
    public static DocumentContents Read(byte[] document, AnalysisResults? results = null)
    {
        var parts = new PackageParts(document);
        var body = new BodyReader();
        ImmutableArray<DocumentNumber> mapped = [];
        try
        {
            body.Read(new MemoryStream(parts.Find(BodyReader.Part) ?? [], writable: false));
            mapped = [.. Mapped(parts, body)];
        }
        catch (XmlException)
        {
            // The part's hash tells that it changed; the numbers up to the fault are still compared.
        }

        Dictionary<string, string> ids = LongIds(results);
        return new DocumentContents(
            Convert.ToHexStringLower(SHA256.HashData(document)),
            document.Length,
            parts.Descriptions,
            body.Blocks,
            [.. body.Numbers.Concat(mapped).Select(number => ids.TryGetValue(number.Result, out string? id) ? number with { Result = id } : number)]);
    }

    /// <summary>Offset of the first byte that no part accounts for, when every part is as it should be; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is no package at all.</exception>
    public static long? FindForeignByte(byte[] document)
    {
        if (new PackageParts(document).Canonical() is not { } canonical)
        {
            return null;
        }

        int same = document.AsSpan().CommonPrefixLength(canonical);
        return same == document.Length && same == canonical.Length ? null : same;
    }

    private static Dictionary<string, string> LongIds(AnalysisResults? results)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (AnalysisResult row in results?.Rows ?? [])
        {
            if (ResultTag.Of(row.Id) is var tag && tag != row.Id)
            {
                ids[tag] = row.Id;
            }
        }

        return ids;
    }

    /// <summary>What the trace map names; the text is taken from the chart or description itself, so that a change there shows.</summary>
    private static IEnumerable<DocumentNumber> Mapped(PackageParts parts, BodyReader body)
    {
        if (parts.Find(TracePart) is not { } trace)
        {
            yield break;
        }

        var charts = new ChartReader(parts, body);
        foreach (XElement entry in PartXml.Load(trace).Root!.Elements(T + "number"))
        {
            string part = (string?)entry.Attribute("part") ?? "", result = ResultTag.Of((string?)entry.Attribute("result") ?? "");
            string[] place = ((string?)entry.Attribute("place") ?? "").Split(' ');
            switch (place)
            {
                case ["drawing", var drawing, "description", var at]:
                    yield return Description(body, (drawing, at), result, (string?)entry.Attribute("text") ?? "");
                    break;
                case ["series", var series, "point", var point, var axis]:
                    foreach (DocumentNumber number in charts.Numbers(part, new ChartPlace(series, point, axis)))
                    {
                        yield return number with { Result = result };
                    }

                    break;
            }
        }
    }

    private static DocumentNumber Description(BodyReader body, (string Drawing, string At) place, string result, string printed)
    {
        (string where, string text) = body.Drawings.GetValueOrDefault(place.Drawing, ("drawing " + place.Drawing, ""));
        _ = int.TryParse(place.At, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int at);
        string found = at >= text.Length ? "" : text.Substring(at, Math.Min(printed.Length, text.Length - at));
        return new DocumentNumber(BodyReader.Part, $"{where}, alternative text, character {place.At}", result, found);
    }
}
