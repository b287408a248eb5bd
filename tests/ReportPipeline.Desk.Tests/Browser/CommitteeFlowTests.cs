using Microsoft.Playwright;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>What committee members do: follow a number to its proof, filter, compare, verify, download, sign.</summary>
[Collection(DeskTests.Name)]
public sealed class CommitteeFlowTests(DeskFixture desk)
{
    private string Report => $"/api/desk/reports/{desk.Runs[0]}/closed";

    [SkippableFact]
    public async Task Number_Followed_LeadsToRecordsAndALedgerProof()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        await reader.GoAsync($"{Report}/section/endpoints");

        await reader.FollowAsync(reader.Page.Locator("a.number[href*='T4%2Ffull%2FMSC%2Foutcome%2Fn']").First);
        (await reader.Page.InnerTextAsync(".value strong")).ShouldBe("24");
        (await reader.Page.InnerTextAsync("main")).ShouldContain("T4/full/MSC/outcome/n");

        await reader.FollowAsync(reader.Page.Locator("tbody a").First);
        (await reader.Page.InnerTextAsync(".good")).ShouldStartWith("Recomputed just now");
        await reader.ScreenshotAsync("report-proof.en.1280");
        (await reader.ViolationsAsync()).ShouldBeEmpty();
        var proof = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.Locator("a[download]").ClickAsync());
        (await File.ReadAllTextAsync(await proof.PathAsync())).ShouldContain("\"leaf\"");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filter_OfAdverseEvents_ShowsOnlyWhatIsAskedFor(bool script)
    {
        await using var reader = await Reader.OpenAsync(desk, new ReaderSettings { Script = script });
        await reader.SignInAsync(Roles.CommitteeClosed);
        await reader.GoAsync($"{Report}/section/safety");
        var form = reader.Page.Locator("form.filter:has(+ .scroll tr.group)").First;
        var rows = form.Locator("+ .scroll tbody tr:not(.group):visible");
        var all = await rows.CountAsync();
        var term = (await rows.First.Locator("th").InnerTextAsync()).Trim();

        await form.Locator("input").FillAsync(term);
        if (!script)
            await reader.FollowAsync(form.Locator("button"));

        var left = await reader.Page.Locator("form.filter:has(+ .scroll tr.group)").First.Locator("+ .scroll tbody tr:not(.group):visible").CountAsync();
        left.ShouldBeInRange(1, all - 1);
    }

    [SkippableFact]
    public async Task Changes_SinceTheReportBefore_NameCellsBeforeAndAfter()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeOpen);
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/open/changes");

        (await reader.Page.Locator("article section").CountAsync()).ShouldBeGreaterThan(0);
        var cells = await reader.Page.Locator("article tbody tr").First.Locator("td").AllTextContentsAsync();
        cells[^2].ShouldNotBe(cells[^1]);
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[1]}/open/changes");
        (await reader.Page.InnerTextAsync("main")).ShouldContain("There is no earlier report to compare with.");
    }

    [SkippableFact]
    public async Task Verify_StoredReport_EveryCheckHolds()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        await reader.GoAsync($"{Report}/verify");

        await reader.FollowAsync(reader.Page.Locator("article button"));

        (await reader.Page.Locator("tbody .mark").AllInnerTextsAsync()).ShouldBe(["holds", "holds", "holds", "holds"]);
        await reader.ScreenshotAsync("report-verified.en.1280");
        (await reader.ViolationsAsync()).ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Download_EitherLanguage_IsTheStoredDocument(string language)
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        await reader.GoAsync(Report);

        var file = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.Locator($"a[href$='language={language}']").ClickAsync());

        file.SuggestedFilename.ShouldBe($"report.closed.{language}.docx");
        (await File.ReadAllBytesAsync(await file.PathAsync()))[..2].ShouldBe("PK"u8.ToArray());
    }

    [SkippableFact]
    public async Task Sign_WithMeaning_StandsBesideTheReport()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeSign);
        await reader.GoAsync($"{Report}/sign");

        await FillAsync(reader, "rejected", reason: "");
        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldBe("A rejection needs its reason.");

        await FillAsync(reader, "approved", reason: "");
        (await reader.Page.InnerTextAsync("[role=status]")).ShouldBe("Your signature is stored.");
        (await reader.Page.InnerTextAsync("tbody tr")).ShouldContain("Approved");
        await reader.ScreenshotAsync("report-signed.en.1280");
        (await reader.ViolationsAsync()).ShouldBeEmpty();

        await reader.GoAsync($"{Report}/sign");
        await FillAsync(reader, "approved", reason: "");
        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldContain("that signature stands");
        await reader.GoAsync("/api/desk/reports");
        (await reader.Page.Locator("li.card").First.InnerTextAsync()).ShouldContain("Signed");
    }

    [SkippableFact]
    public async Task Language_Changed_IsRemembered()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        await reader.GoAsync($"{Report}/section/summary");

        await reader.FollowAsync(reader.Page.Locator("a[hreflang='zh-Hans']"));
        reader.Page.Url.ShouldEndWith("/section/summary");
        (await reader.Page.GetAttributeAsync("html", "lang")).ShouldBe("zh-Hans");
        await reader.GoAsync("/api/desk/reports");
        (await reader.Page.InnerTextAsync("h1")).ShouldBe("报告");
    }

    [SkippableFact]
    public async Task Print_Section_LeavesOnlyTheReport()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        await reader.GoAsync($"{Report}/section/endpoints");
        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        (await reader.Page.Locator("nav:visible").CountAsync()).ShouldBe(0);
        (await reader.Page.Locator("svg.plot:visible").CountAsync()).ShouldBeGreaterThan(0);
    }

    private static async Task FillAsync(Reader reader, string meaning, string reason)
    {
        await reader.Page.Locator("input[name=document]").First.CheckAsync();
        await reader.Page.Locator($"input[name=meaning][value={meaning}]").CheckAsync();
        await reader.Page.FillAsync("#reason", reason);
        await reader.Page.CheckAsync("input[name=confirm]");
        await reader.FollowAsync(reader.Page.Locator("form.stacked button"));
    }
}
