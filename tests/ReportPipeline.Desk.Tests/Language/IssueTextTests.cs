using System.Text.RegularExpressions;
using ReportPipeline.Desk.Language;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Tests;

namespace ReportPipeline.Desk.Tests.Language;

/// <summary>Every code that the desk can show has its text in both languages.</summary>
public sealed partial class IssueTextTests
{
    public static TheoryData<string> Codes() =>
        new([.. IssueCatalogue.Sections.SelectMany(section => section.Definitions).Select(definition => definition.Code).Union(OfThePage("query-codes.md"))]);

    [Theory]
    [MemberData(nameof(Codes))]
    public void TextOf_AnyCode_IsChineseInChineseAndTheMessageInEnglish(string code)
    {
        Chinese().IsMatch(DeskWords.Of("zh-Hans").Hospital.TextOf(code, "Some message.") ?? "").ShouldBeTrue(code);
        DeskWords.Of("en").Hospital.TextOf(code, "Some message.").ShouldBe("Some message.");
    }

    [Theory]
    [InlineData("code-invalid", "… Value set: ObservationStatus.", "值集：ObservationStatus。")]
    [InlineData("value-invalid", "… Type: dateTime.", "类型：dateTime。")]
    [InlineData("invariant", "R4 rule bdl-1: total only in a search or history.", "R4 rule bdl-1: total only in a search or history.")]
    [InlineData("endpoints-gained", "… or give more figures than now: survival-30. Nothing to do; only $validate says so.", "survival-30。")]
    public void TextOf_MessageWithADetail_KeepsIt(string code, string message, string end) =>
        DeskWords.Of("zh-Hans").Hospital.TextOf(code, message)!.ShouldEndWith(end);

    [Fact]
    public void TextOf_UnknownCode_HasNoneInChinese() => DeskWords.Of("zh-Hans").Hospital.TextOf("no-such-code", "Some message.").ShouldBeNull();

    [Fact]
    public void RefusalOf_EveryCodeOfThePage_InBothLanguages()
    {
        foreach (var code in OfThePage("acts.md"))
        {
            DeskWords.Of("en").Acts.RefusalOf(code).ShouldNotBeNull(code);
            Chinese().IsMatch(DeskWords.Of("zh-Hans").Acts.RefusalOf(code) ?? "").ShouldBeTrue(code);
        }
    }

    private static IEnumerable<string> OfThePage(string page)
    {
        var codes = File.ReadLines(Repository.PathOf("docs", page)).Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        codes.Count.ShouldBeGreaterThan(8);
        return codes;
    }

    [GeneratedRegex(@"^\|(?: \d+ \|)? `([a-z-]+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"[\u4e00-\u9fff]{4}")]
    private static partial Regex Chinese();
}
