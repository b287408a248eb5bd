using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReportPipeline.Desk.Language;
using ReportPipeline.Desk.Operator;
using ReportPipeline.Desk.Shell;

namespace ReportPipeline.Desk.Tests.Operator;

/// <summary>What a check of the chain found, as the operator reads it: findings and notes apart, and a note breaks nothing.</summary>
public sealed class LedgerCheckPageTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Check_NotesAlone_AreListedAndTheLedgerHolds(string language)
    {
        var html = await RenderAsync(language, new LedgerCheckOutcome(3, 5, [], ["bundles/a/b was <never> acknowledged"]));

        html.ShouldContain("<p class=\"good\" role=\"status\">");
        html.ShouldContain("<li lang=\"en\">bundles/a/b was &lt;never&gt; acknowledged</li>");
        html.ShouldContain(Decoded(DeskWords.Of(language).Operation.CheckNotes));
    }

    [Fact]
    public async Task Check_FindingAndNote_StandInTwoLists()
    {
        var html = await RenderAsync("en", new LedgerCheckOutcome(3, 5, ["a finding"], ["a note"]));

        html.ShouldContain("<p class=\"bad\" role=\"status\">The ledger is broken: 1 finding.</p>");
        html.IndexOf("a finding", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("Notes: ", StringComparison.Ordinal));
        html.IndexOf("Notes: ", StringComparison.Ordinal).ShouldBeLessThan(html.IndexOf("a note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_NothingToNote_ShowsNoList() =>
        (await RenderAsync("en", new LedgerCheckOutcome(3, 5, [], []))).ShouldNotContain("Notes: ");

    private static async Task<string> RenderAsync(string language, LedgerCheckOutcome check)
    {
        var frame = new DeskFrame
        {
            Words = DeskWords.Of(language),
            Trial = "trial",
            Here = "/api/desk/operation",
            Form = new FormToken("form", "token"),
            User = new DeskUser("operator", ["operator"]),
        };
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var html = await new DeskRendering(services, NullLoggerFactory.Instance)
            .RenderAsync<OperationPage, OperationModel>(frame, new OperationModel([], [], null, check, []));
        return language == "en" ? html : Decoded(html);
    }

    // The page writes what is not ASCII by number; what it escapes of a note must stay escaped.
    private static string Decoded(string html) => System.Text.RegularExpressions.Regex.Replace(
        html, "&#x([0-9A-F]+);", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
}
