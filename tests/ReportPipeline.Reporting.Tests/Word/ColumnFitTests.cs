using System.Collections.Immutable;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Tests.Word;

public sealed class ColumnFitTests
{
    // The proportions of a table of yes/no outcomes on 16 cm: its P column alone would be 653 twips wide.
    [Fact]
    public void Of_PColumnTooNarrowForItsLongestValue_TakesWidthFromTheWidest()
    {
        Cell[] header = [Cell.Text("Outcome"), .. Enumerable.Range(0, 5).Select(_ => Cell.Number("P"))];
        Table table = new("key", Line.Of("Caption"), [2.4, 2.1, 2.1, 2.6, 2.4, 0.9], [Row.Header(header)], []);
        ImmutableArray<int> grid = TableWriter.Scale(table.Columns, 9070);

        ImmutableArray<int> fitted = ColumnFit.Of(table, grid);

        // ">0.999" takes six half ems and a mark one more, at 9 points (180 twips), inside margins of 140 twips.
        grid[5].ShouldBeLessThan(770);
        fitted[5].ShouldBeGreaterThanOrEqualTo(770);
        fitted.Sum().ShouldBe(9070);
        fitted.RemoveAt(5).RemoveAt(3).ShouldBe(grid.RemoveAt(5).RemoveAt(3));
    }
}
