using System.Collections.Immutable;
using System.Xml.Linq;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Tests.Word;

/// <summary>A table that fits its page keeps all its rows together; a longer one flows, its last row clinging to its notes.</summary>
public sealed class PageFitTests
{
    // A page of 14 230 twips holds about 46 rows of one line (207 + 95 twips), caption, header and two notes taken off: 44.
    [Theory]
    [InlineData(10, false, true)]
    [InlineData(39, false, true)]
    [InlineData(59, false, false)]
    [InlineData(37, true, false)] // landscape: 9 298 twips
    public void Write_ATable_KeepsItsRowsTogetherOnlyWhereTheyFit(int rows, bool landscape, bool together)
    {
        ImmutableArray<bool> clings = Clings(Tables("en", [rows], landscape));

        clings[..^1].ShouldAllBe(kept => kept == together);
        clings[^1].ShouldBeTrue("the last row clings to the notes");
    }

    /// <summary>Tables with notes, each on a page of its own; every third row takes two lines.</summary>
    internal static byte[] Tables(string language, IEnumerable<int> lengths, bool landscape = false)
    {
        bool isChinese = language != "en";
        string label = isChinese ? "血红蛋白" : "Haemoglobin", longer = string.Join(' ', Enumerable.Repeat(label, isChinese ? 14 : 8));
        Table Of(int length) => new($"table-{length}", Line.Of($"{label} {length}"), [3, 1, 1], [Row.Header(Cell.Text(label), Cell.Number("A"), Cell.Number("B"))],
            [.. Enumerable.Range(1, length).Select(row => Row.Body(Cell.Text(row % 3 == 0 && length % 2 == 0 ? longer : label), Cell.Number($"{row}"), Cell.Number("0")))])
        {
            Notes = [Line.Of($"NOTE {label}"), Line.Of($"NOTE {label}")],
        };
        ImmutableArray<Block> blocks = [.. lengths.SelectMany(length => (Block[])[new PageBreak(), Of(length)])];
        return WordDocument.Write(new ReportContent(
            new DocumentDescription("Tables", "Tables", language, DateTimeOffset.UnixEpoch)
            {
                Header = new RunningLine("Tables", ""),
                Footer = "",
                PageOf = "Page {0} of {1}",
                Captions = new CaptionWords("Table", "Figure"),
                Generator = "ReportPipeline",
            },
            landscape ? [new Landscape(blocks)] : blocks));
    }

    /// <summary>Per row under the header, whether its paragraphs are kept with the next.</summary>
    private static ImmutableArray<bool> Clings(byte[] document) =>
        [.. Parts.Xml(document, "word/document.xml").Descendants(Parts.W + "tbl").Single().Elements(Parts.W + "tr").Skip(1).Select(KeptWithNext)];

    private static bool KeptWithNext(XElement row) => row.Descendants(Parts.W + "pPr").All(properties => properties.Element(Parts.W + "keepNext") is not null);
}
