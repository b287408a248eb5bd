using System.Collections.Immutable;
using System.Xml.Linq;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Tests.Word;

/// <summary>A table that fits its page keeps all its rows together; a longer one flows, the first two rows together and the last two with the notes.</summary>
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

        clings.Length.ShouldBe(rows + 1);
        clings[1..^3].ShouldAllBe(kept => kept == together);
        clings[0].ShouldBeTrue("the first row clings to the second");
        clings[^3].ShouldBeTrue("the last row but one clings to the last");
        clings[^2].ShouldBeTrue("the last row clings to the notes");
        clings[^1].ShouldBeFalse("the notes, in a row of their own, cling to nothing");
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(13, false)]
    public void Write_AListing_KeepsItsRowsTogetherOnlyWhereTheyAreFew(int rows, bool together)
    {
        ImmutableArray<bool> clings = Clings(Tables("en", [rows], mayFlow: true));

        clings[1..^3].ShouldAllBe(kept => kept == together);
        clings[^3..].ShouldBe([true, true, false]);
    }

    /// <summary>Tables with notes, each on a page of its own; every third row takes two lines.</summary>
    internal static byte[] Tables(string language, IEnumerable<int> lengths, bool landscape = false, bool mayFlow = false)
    {
        bool isChinese = language != "en";
        string label = isChinese ? "血红蛋白" : "Haemoglobin", longer = string.Join(' ', Enumerable.Repeat(label, isChinese ? 14 : 8));
        Table Of(int length) => new($"table-{length}", Line.Of($"{label} {length}"), [3, 1, 1], [Row.Header(Cell.Text(label), Cell.Number("A"), Cell.Number("B"))],
            [.. Enumerable.Range(1, length).Select(row => Row.Body(Cell.Text(row % 3 == 0 && length % 2 == 0 ? longer : label), Cell.Number($"{row}"), Cell.Number("0")))])
        {
            KeepTogether = !mayFlow,
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

    /// <summary>Per row under the header, whether its last paragraph is kept with the next.</summary>
    private static ImmutableArray<bool> Clings(byte[] document) =>
        [.. Parts.Xml(document, "word/document.xml").Descendants(Parts.W + "tbl").Single().Elements(Parts.W + "tr").Skip(1).Select(KeptWithNext)];

    private static bool KeptWithNext(XElement row) => row.Descendants(Parts.W + "pPr").Last().Element(Parts.W + "keepNext") is not null;
}
