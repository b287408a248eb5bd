using ReportPipeline.Desk.Content;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Tests.Content;

public sealed class TableExcerptTests
{
    private static readonly Table Events = new("t", Line.Of(""), [1, 1], [],
    [
        Row.Group("Cardiac", 2), Body("Arrest", "1"), Body("Angina", "2"),
        Row.Group("Skin", 2), Body("Rash", "3"),
    ]);

    [Fact]
    public void Of_NoFilter_EverythingWithItsGroups() => TableExcerpt.Of(Events, TableQuestion.Nothing).Rows.Length.ShouldBe(5);

    [Theory]
    [InlineData("rash", "Skin|Rash")]
    [InlineData("AN", "Cardiac|Angina")]
    [InlineData("cardiac", "Cardiac|Arrest|Angina")]
    [InlineData("3", "")]
    [InlineData("nothing", "")]
    public void Of_Filter_KeepsMatchingRowsAndTheirGroup(string filter, string expected) =>
        string.Join('|', TableExcerpt.Of(Events, new TableQuestion(filter, 1)).Rows.Select(row => row.Cells[0].Content.PlainText())).ShouldBe(expected);

    [Fact]
    public void Of_LongListing_GoesPageByPage()
    {
        var listing = Events with { Rows = Enumerable.Range(1, 600).Select(number => Body($"row {number}", "0")) };

        var last = TableExcerpt.Of(listing, new TableQuestion("", 3));

        (last.Pages, last.Total, last.Rows.Length).ShouldBe((3, 600, 100));
        last.Rows[0].Cells[0].Content.PlainText().ShouldBe("row 501");
    }

    private static Row Body(string label, string number) => Row.Body(Cell.Text(label), Cell.Number(number));
}
