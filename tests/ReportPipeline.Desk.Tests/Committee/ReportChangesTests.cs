using ReportPipeline.Desk.Committee;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Tests.Committee;

public sealed class ReportChangesTests
{
    [Fact]
    public void Between_SameReports_Nothing() => ReportChanges.Between(Outline(Rows("1", "2")), Outline(Rows("1", "2"))).ShouldBeEmpty();

    [Fact]
    public void Between_OneCell_NamesRowColumnBeforeAndAfter()
    {
        var change = ReportChanges.Between(Outline(Rows("1", "2")), Outline(Rows("1", "3"))).ShouldHaveSingleItem();

        change.Target.Label.ShouldBe("Table 1");
        change.Cells.ShouldBe([new ChangedCell("Cardiac · Arrest", "Total", "2", "3")]);
    }

    [Fact]
    public void Between_RowsThatComeAndGo_AreBothTold()
    {
        var before = Outline([Row.Body(Cell.Text("old"), Cell.Number("1"), Cell.Number("2"))]);
        var after = Outline([Row.Body(Cell.Text("new"), Cell.Number("3"), Cell.Number("4"))]);

        ReportChanges.Between(before, after).ShouldHaveSingleItem().Cells.ShouldBe(
        [
            new ChangedCell("new", "Arm", null, "3"),
            new ChangedCell("new", "Total", null, "4"),
            new ChangedCell("old", "", "1 · 2", null),
        ]);
    }

    [Fact]
    public void Between_SameLabelTwice_ComparesEachWithItsOwn()
    {
        Row[] Twice(string second) => [.. Rows("1", "2"), Row.Body(Cell.Text("Arrest"), Cell.Number("9"), Cell.Number(second))];

        var cells = ReportChanges.Between(Outline(Twice("5")), Outline(Twice("6"))).ShouldHaveSingleItem().Cells;

        cells.ShouldBe([new ChangedCell("Cardiac · Arrest (2)", "Total", "5", "6")]);
    }

    private static Row[] Rows(string arm, string total) => [Row.Group("Cardiac", 3), Row.Body(Cell.Text("Arrest"), Cell.Number(arm), Cell.Number(total))];

    private static ReportOutline Outline(Row[] rows)
    {
        var description = new DocumentDescription("", "", "en", DateTimeOffset.UnixEpoch)
        {
            Header = new RunningLine("", ""),
            Footer = "",
            PageOf = "",
            Captions = new CaptionWords("Table", "Figure"),
            Generator = "",
        };
        var table = new Table("t", Line.Of("Events"), [1, 1, 1], [Row.Header(Cell.Text("Event"), Cell.Number("Arm"), Cell.Number("Total"))], rows);
        return ReportOutline.Of(new ReportContent(description, [new Heading(1, "Safety", "safety"), table]));
    }
}
