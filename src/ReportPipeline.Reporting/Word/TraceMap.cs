using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>
/// The numbers that Word cannot tag in place (chart points and alternative text) and the row each was printed from, kept as a
/// custom XML part of the document. Numbers in text and tables carry their row id in a content control instead.
/// </summary>
internal sealed class TraceMap
{
    public const string Namespace = "urn:report-pipeline:trace:1";

    private readonly List<Entry> entries = [];

    private sealed record Entry(string Part, string Place, string Text, string ResultId);

    /// <summary>Each number is named by the character of the description at which it begins, from 0.</summary>
    /// <param name="drawing">Number of the drawing (<c>wp:docPr/@id</c>).</param>
    public void AddAlternativeText(int drawing, ImmutableArray<Inline> text)
    {
        int at = 0;
        foreach (Inline piece in text)
        {
            string written = XmlText.Clean(Line.Of(piece).PlainText());
            if (piece is Printed number)
            {
                entries.Add(new Entry("word/document.xml", $"drawing {drawing} description {at}", written, number.ResultId));
            }

            at += written.Length;
        }
    }

    /// <param name="axis"><c>x</c> or <c>y</c>.</param>
    public void AddPoint(string part, int series, int index, string axis, string text, string resultId) =>
        entries.Add(new Entry(part, $"series {series} point {index} {axis}", text, resultId));

    public byte[] ToBytes()
    {
        using var xml = new Markup("t:trace", "t");
        foreach (Entry entry in entries)
        {
            xml.Start("t:number").Attribute("part", entry.Part).Attribute("place", entry.Place)
                .Attribute("text", entry.Text).Attribute("result", entry.ResultId).End();
        }

        return xml.ToBytes();
    }
}
