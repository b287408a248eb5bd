using System.Collections.Immutable;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Reporting.Tests.Sections;

public sealed class ChangesSectionTests
{
    private static readonly ImmutableArray<NumberChange> Changes =
    [
        new("T4/full/MSC/outcome/n", new NumberValue(23), new NumberValue(24), [ChangeReason.Correction]),
        new("T4/full/MSC:CONTROL/outcome/p", new NotEstimableValue("no events"), new NumberValue(0.0478), [ChangeReason.NewSubject, ChangeReason.LateData]),
        new("POP/full/total/subjects/N", new NumberValue(43), new NumberValue(44), [ChangeReason.NewSubject]),
        new("S-ANY/safety/total/outcome/n", new NumberValue(38), null, [ChangeReason.Withdrawal]),
    ];

    [Fact]
    public void Write_FirstReport_SaysThatNoneWasReleased() =>
        Text(SampleResults.Request()).ShouldContain("No report has been released before this one.");

    [Theory]
    [InlineData("en", "correction", "new subject · late data")]
    [InlineData("zh-Hans", "数据更正", "新受试者 · 迟到数据")]
    public void Write_ClosedReport_ListsEachNumberWithItsReason(string language, string correction, string both)
    {
        byte[] document = ClinicalReport.Write(Request(language, Audience.Closed));

        Parts.Numbers(document).ShouldContain(("PREVIOUS/T4/full/MSC/outcome/n", "23"));
        Parts.Numbers(document).ShouldContain(("PREVIOUS/T4/full/MSC:CONTROL/outcome/p", "NE"));
        Parts.Paragraphs(document).ShouldContain(correction);
        Parts.Paragraphs(document).ShouldContain(both);
        DocumentValidation.Errors(document).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Survival at 30 days (primary endpoint) (FAS), MSC against Control, P", "Population (FAS), Total, number of subjects")]
    [InlineData("zh-Hans", "30天生存率（主要终点）（FAS），MSC组与对照组比较，P值", "分析人群（FAS），合计，受试者数")]
    public void Write_ClosedReport_NamesEachNumberInWordsNotByItsId(string language, string endpoint, string population)
    {
        IReadOnlyList<string> paragraphs = [.. Parts.Paragraphs(ClinicalReport.Write(Request(language, Audience.Closed)))];

        paragraphs.ShouldContain(endpoint);
        paragraphs.ShouldContain(population);
        paragraphs.ShouldNotContain(text => Changes.Any(change => text.Contains(change.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public void Write_OpenReport_ListsPooledNumbersAlone()
    {
        byte[] document = ClinicalReport.Write(Request("en", Audience.Open));

        Parts.Numbers(document).Where(number => number.Tag.StartsWith("PREVIOUS/", StringComparison.Ordinal)).Select(number => number.Tag)
            .ShouldBe(["PREVIOUS/POP/full/total/subjects/N", "PREVIOUS/S-ANY/safety/total/outcome/n"]);
        Text(Request("en", Audience.Open)).ShouldContain("2 are not what they were");
    }

    [Fact]
    public void Write_ReleasedResultsThatCannotBeRead_SaysSo() =>
        Text(SampleResults.Request() with { Changes = new ResultChanges("0a1b", "2c3d", Comparable: false, []) }).ShouldContain("no change is listed");

    // Closed: a correction, a new subject twice, late data, a withdrawal, in four numbers; open: two of them.
    [Theory]
    [InlineData("en", Audience.Closed, "(data cut-off 1 Jan 1970, 00:00 UTC), 4 of the numbers that this report may show have changed (new subject: 2; correction: 1; withdrawn record: 1; late data: 1).")]
    [InlineData("en", Audience.Open, "2 of the numbers that this report may show have changed (new subject: 1; withdrawn record: 1).")]
    [InlineData("zh-Hans", Audience.Closed, "本报告可显示的数值中有4个发生变化（新受试者2个；数据更正1个；记录撤回1个；迟到数据1个）")]
    public void Write_Summary_SaysHowManyNumbersChangedAndWhy(string language, Audience audience, string sentence) =>
        Text(Request(language, audience)).ShouldContain(sentence);

    [Fact]
    public void Write_SummaryOfTheFirstReport_SaysThatItIs() =>
        Text(SampleResults.Request()).ShouldContain("This is the first report");

    private static ReportRequest Request(string language, Audience audience) => SampleResults.Request(language, audience) with
    {
        Changes = new ResultChanges("0a1b", "2c3d", Comparable: true, Changes) { PreviousCutOff = DateTimeOffset.UnixEpoch },
    };

    private static string Text(ReportRequest request) => string.Join('\n', Parts.Paragraphs(ClinicalReport.Write(request)));
}
