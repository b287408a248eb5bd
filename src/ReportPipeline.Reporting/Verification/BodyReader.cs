using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Documents;

namespace ReportPipeline.Reporting.Verification;

/// <summary>
/// Reads the body of a document, one paragraph or table row at a time, so that a long listing need not be held in memory, and says of
/// each where a reader finds it.
/// </summary>
internal sealed class BodyReader
{
    public const string Part = "word/document.xml";

    private static readonly XNamespace W = Markup.NamespaceOf("w");
    private static readonly XNamespace Wp = Markup.NamespaceOf("wp");
    private static readonly XNamespace C = Markup.NamespaceOf("c");
    private static readonly XNamespace R = Markup.NamespaceOf("r");

    private readonly ImmutableArray<DocumentBlock>.Builder blocks = ImmutableArray.CreateBuilder<DocumentBlock>();
    private readonly ImmutableArray<DocumentNumber>.Builder numbers = ImmutableArray.CreateBuilder<DocumentNumber>();
    private readonly BodyPlace place = new();

    public ImmutableArray<DocumentBlock> Blocks => blocks.ToImmutable();

    public ImmutableArray<DocumentNumber> Numbers => numbers.ToImmutable();

    /// <summary>Number of a drawing → its place and its description.</summary>
    public Dictionary<string, (string Where, string Description)> Drawings { get; } = new(StringComparer.Ordinal);

    /// <summary>Relationship id of a chart → the place of its drawing.</summary>
    public Dictionary<string, string> Charts { get; } = new(StringComparer.Ordinal);

    /// <exception cref="XmlException">The part is not XML; what was read so far stands.</exception>
    public void Read(Stream part)
    {
        using XmlReader reader = PartXml.Open(part);
        reader.MoveToContent();
        reader.Read();
        while (!reader.EOF)
        {
            // The body and its tables are entered; everything below them is taken whole.
            if (reader.NodeType == XmlNodeType.Element && !IsContainer(reader))
            {
                Take((XElement)XNode.ReadFrom(reader));
            }
            else
            {
                reader.Read();
            }
        }
    }

    private static bool IsContainer(XmlReader reader) => reader.NamespaceURI == W.NamespaceName && reader.LocalName is "body" or "tbl";

    private void Take(XElement element)
    {
        string where = element.Name == W + "p" ? place.OfParagraph(StyleOf(element), TextOf(element))
            : element.Name == W + "tr" ? place.Next("row")
            : place.Next(element.Name == W + "sdt" ? "contents" : "layout");
        blocks.Add(new DocumentBlock(where, ElementHash.Of(element)));
        TakeDrawings(element, where);
        TakeNumbers(element, where);
    }

    private void TakeDrawings(XElement element, string where)
    {
        foreach (XElement drawing in element.Descendants(Wp + "docPr"))
        {
            Drawings.TryAdd((string?)drawing.Attribute("id") ?? "", (where, (string?)drawing.Attribute("descr") ?? ""));
        }

        foreach (XElement chart in element.Descendants(C + "chart"))
        {
            Charts.TryAdd((string?)chart.Attribute(R + "id") ?? "", where);
        }
    }

    private void TakeNumbers(XElement element, string where)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (XElement control in element.Descendants(W + "sdt"))
        {
            if ((string?)control.Element(W + "sdtPr")?.Element(W + "tag")?.Attribute(W + "val") is not { } tag)
            {
                continue;
            }

            string spot = where + CellOf(control, element);
            int count = counts[spot] = counts.GetValueOrDefault(spot) + 1;
            numbers.Add(new DocumentNumber(Part, count == 1 ? spot : string.Create(CultureInfo.InvariantCulture, $"{spot}, number {count}"), tag,
                string.Concat(control.Elements(W + "sdtContent").Descendants(W + "t").Select(text => text.Value))));
        }
    }

    private static string CellOf(XElement control, XElement unit) =>
        control.Ancestors(W + "tc").LastOrDefault(cell => cell.Parent == unit) is { } cell
            ? string.Create(CultureInfo.InvariantCulture, $", cell {cell.ElementsBeforeSelf(W + "tc").Count() + 1}")
            : "";

    private static string StyleOf(XElement paragraph) => (string?)paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val") ?? "";

    private static string TextOf(XElement paragraph) => string.Concat(paragraph.Descendants(W + "t").Select(text => text.Value));
}
