using System.IO.Compression;
using System.Xml.Linq;

namespace ReportPipeline.Reporting.Tests;

/// <summary>Reads the parts of a written document.</summary>
internal static class Parts
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace Wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    public static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    public static XDocument Xml(byte[] document, string path)
    {
        using var archive = new ZipArchive(new MemoryStream(document));
        using Stream part = archive.GetEntry(path).ShouldNotBeNull($"part {path}").Open();
        return XDocument.Load(part, LoadOptions.PreserveWhitespace);
    }

    public static IReadOnlyList<string> Names(byte[] document)
    {
        using var archive = new ZipArchive(new MemoryStream(document));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>Text of each paragraph of the body, in order, fields' instructions left out.</summary>
    public static IReadOnlyList<string> Paragraphs(byte[] document) =>
        [.. Xml(document, "word/document.xml").Descendants(W + "p").Select(Text)];

    public static string Text(XElement element) => string.Concat(element.Descendants(W + "t").Select(text => text.Value));

    /// <summary>Rows of the table under the caption, cells between bars.</summary>
    public static IReadOnlyList<string> RowsBelow(byte[] document, string caption)
    {
        XElement below = Xml(document, "word/document.xml").Descendants(W + "p")
            .First(paragraph => Text(paragraph).EndsWith(caption, StringComparison.Ordinal) && paragraph.ElementsAfterSelf().FirstOrDefault()?.Name == W + "tbl");
        return [.. below.ElementsAfterSelf().First().Elements(W + "tr").Select(row => string.Join('|', row.Elements(W + "tc").Select(Text)))];
    }

    /// <summary>Printed text by tag of the content control, in document order.</summary>
    public static IReadOnlyList<(string Tag, string Text)> Numbers(byte[] document) =>
        [.. Xml(document, "word/document.xml").Descendants(W + "sdt")
            .Where(control => control.Element(W + "sdtPr")?.Element(W + "tag") is not null)
            .Select(control => ((string)control.Element(W + "sdtPr")!.Element(W + "tag")!.Attribute(W + "val")!, Text(control.Element(W + "sdtContent")!)))];
}
