using System.Diagnostics;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Tests;

/// <summary>Tests that measure time or memory run alone.</summary>
[CollectionDefinition(nameof(Measured), DisableParallelization = true)]
public sealed class Measured;

/// <summary>Long listings are written row by row, not held as objects.</summary>
[Collection(nameof(Measured))]
public sealed class ListingTests
{
    [Fact]
    public void Write_AListingOfTwoThousandRows_IsValid() => DocumentValidation.Errors(WordDocument.Write(Listing(2_000))).ShouldBeEmpty();

    [Fact]
    [Trait("Category", "Soak")]
    public void Write_AListingOfTwentyThousandRows_TakesLittleMemory()
    {
        byte[] document = WordDocument.Write(Listing(20_000));

        Process.GetCurrentProcess().PeakWorkingSet64.ShouldBeLessThan(500L * 1024 * 1024);
        document.Length.ShouldBeLessThan(10 * 1024 * 1024);
    }

    private static ReportContent Listing(int rows)
    {
        IEnumerable<Row> body = Enumerable.Range(1, rows).Select(row => Row.Body(
            Cell.Text($"RM-{row:D6}"), Cell.Text("Lymphopenia"), Cell.Number(new Printed($"AE/safety/RM-{row:D6}/grade", $"{(row % 5) + 1}")),
            Cell.Text("Possible"), Cell.Text("Recovered"), Cell.Number(new Printed($"AE/safety/RM-{row:D6}/day", $"{row % 30}"))));
        var table = new Table("listing", Line.Of("Adverse events"), [2, 3, 1, 2, 2, 1],
            [Row.Header(Cell.Text("Subject"), Cell.Text("Term"), Cell.Number("Grade"), Cell.Text("Related"), Cell.Text("Outcome"), Cell.Number("Day"))], body)
        {
            KeepTogether = false,
        };
        return new ReportContent(
            new DocumentDescription("Listing", "Adverse events", "en", DateTimeOffset.UnixEpoch)
            {
                Header = new RunningLine("Listing", ""),
                Footer = "",
                PageOf = "Page {0} of {1}",
                Captions = new CaptionWords("Table", "Figure"),
                Generator = "ReportPipeline",
            },
            [new Landscape([table]), Paragraph.Body("End of the listing.")]);
    }
}
