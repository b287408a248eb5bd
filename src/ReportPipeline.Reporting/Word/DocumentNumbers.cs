using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml.Linq;

namespace ReportPipeline.Reporting.Word;

/// <summary>A number as it stands in a finished document.</summary>
/// <param name="Part">Part of the package, for example <c>word/document.xml</c>.</param>
/// <param name="Place">Where in the part: the running number of the control, or the drawing, series and point.</param>
/// <param name="Tag">See <see cref="ResultTag"/>.</param>
public sealed record DocumentNumber(string Part, string Place, string Tag, string Text);

/// <summary>Reads every traceable number back from a document, for whoever checks it against the results.</summary>
public static class DocumentNumbers
{
    private const string Body = "word/document.xml";
    private static readonly XNamespace W = Markup.NamespaceOf("w");
    private static readonly XNamespace C = Markup.NamespaceOf("c");
    private static readonly XNamespace Wp = Markup.NamespaceOf("wp");
    private static readonly XNamespace T = TraceMap.Namespace;

    /// <summary>Numbers in text and tables first, in document order; then those of charts and alternative text.</summary>
    /// <exception cref="InvalidDataException">The file is not a report: a part is missing or is not XML.</exception>
    public static ImmutableArray<DocumentNumber> Read(byte[] document)
    {
        using var archive = new ZipArchive(new MemoryStream(document, writable: false));
        XDocument body = Load(archive, Body);
        return [.. Controls(body), .. Mapped(archive, body)];
    }

    private static IEnumerable<DocumentNumber> Controls(XDocument body) => body.Descendants(W + "sdt")
        .Select(control => (Tag: (string?)control.Element(W + "sdtPr")?.Element(W + "tag")?.Attribute(W + "val"), Control: control))
        .Where(item => item.Tag is not null)
        .Select((item, index) => new DocumentNumber(Body, $"number {index + 1}", item.Tag!,
            string.Concat(item.Control.Element(W + "sdtContent")!.Descendants(W + "t").Select(text => text.Value))));

    /// <summary>What the trace map names; the text is taken from the chart itself, so that a changed chart shows.</summary>
    private static IEnumerable<DocumentNumber> Mapped(ZipArchive archive, XDocument body)
    {
        var charts = new Dictionary<string, XDocument>(StringComparer.Ordinal);
        foreach (XElement entry in Load(archive, "customXml/item1.xml").Root!.Elements(T + "number"))
        {
            string part = (string)entry.Attribute("part")!, place = (string)entry.Attribute("place")!, printed = (string)entry.Attribute("text")!;
            string text = part == Body
                ? Description(body, place).Contains(printed, StringComparison.Ordinal) ? printed : ""
                : Point(charts.TryGetValue(part, out XDocument? chart) ? chart : charts[part] = Load(archive, part), place);
            yield return new DocumentNumber(part, place, ResultTag.Of((string)entry.Attribute("result")!), text);
        }
    }

    /// <param name="place">For example <c>drawing 3 description 2</c>.</param>
    private static string Description(XDocument body, string place)
    {
        string id = place.Split(' ')[1];
        return body.Descendants(Wp + "docPr").Where(drawing => (string?)drawing.Attribute("id") == id)
            .Select(drawing => (string?)drawing.Attribute("descr")).FirstOrDefault() ?? "";
    }

    /// <param name="place">For example <c>series 0 point 4 y</c>.</param>
    private static string Point(XDocument chart, string place)
    {
        string[] words = place.Split(' ');
        return chart.Descendants(C + "ser").Where(series => (string?)series.Element(C + "idx")?.Attribute("val") == words[1])
            .Select(series => series.Element(C + (words[4] == "x" ? "xVal" : "yVal")))
            .SelectMany(values => values?.Descendants(C + "pt") ?? [])
            .Where(point => (string?)point.Attribute("idx") == words[3])
            .Select(point => point.Element(C + "v")?.Value).FirstOrDefault() ?? "";
    }

    private static XDocument Load(ZipArchive archive, string part)
    {
        ZipArchiveEntry entry = archive.GetEntry(part) ?? throw new InvalidDataException($"The document has no part '{part}'.");
        using Stream stream = entry.Open();
        try
        {
            return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
        }
        catch (System.Xml.XmlException exception)
        {
            throw new InvalidDataException($"The part '{part}' is not XML.", exception);
        }
    }
}
