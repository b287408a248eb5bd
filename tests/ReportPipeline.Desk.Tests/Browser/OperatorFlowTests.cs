using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

[Collection(DeskTests.Name)]
public sealed class OperatorFlowTests(DeskFixture desk)
{
    [SkippableFact]
    public async Task LedgerCheck_SoundChain_SaysWhatWasCompared()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.Operator);
        await reader.GoAsync("/api/desk/operation");

        await reader.FollowAsync(reader.Page.Locator("section[aria-labelledby=ledger] button"));

        (await reader.Page.InnerTextAsync("[role=status]")).ShouldStartWith("The ledger holds: ");
        await reader.ScreenshotAsync("operation-checked.en.1280");
        (await reader.ViolationsAsync()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Runs_OfTheTrial_AreListedWithEachStage()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.Operator);
        await reader.GoAsync("/api/desk/operation");

        var runs = reader.Page.Locator("section[aria-labelledby=runs]");
        (await runs.Locator("tbody tr").First.InnerTextAsync()).ShouldContain(desk.Runs[0]);
        (await runs.Locator("thead th").AllInnerTextsAsync()).ShouldBe(["Started", "Run", "Outcome", "seal", "read-facts", "derive", "take-over", "analyse", "report", "Duration"]);
        (await runs.Locator("tbody td.n").First.InnerTextAsync()).ShouldEndWith(" s");
    }

    [SkippableFact]
    public async Task Audit_SearchedByAction_ListsOnlyThose()
    {
        await using var committee = await Reader.OpenAsync(desk);
        await committee.SignInAsync(Roles.CommitteeOpen);
        await committee.GoAsync($"/api/desk/reports/{desk.Runs[0]}/open");

        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.Operator);
        await reader.GoAsync("/api/desk/operation/audit?action=report.read");

        var rows = reader.Page.Locator("tbody tr");
        (await rows.CountAsync()).ShouldBeGreaterThan(0);
        (await rows.Locator("td:nth-child(3)").AllInnerTextsAsync()).ShouldAllBe(action => action == "report.read");
        (await reader.Page.InnerTextAsync("tbody")).ShouldContain($"{desk.Runs[0]}/open");
    }

    [SkippableFact]
    public async Task Audit_NothingSearched_BeginsWithTheNewest()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.Operator);
        await reader.GoAsync("/api/desk/operation/audit");

        var first = reader.Page.Locator("tbody tr").First;
        (await first.Locator("td").AllInnerTextsAsync()).Take(2).ShouldBe(["developer:operator", "audit.read"]);
    }
}
