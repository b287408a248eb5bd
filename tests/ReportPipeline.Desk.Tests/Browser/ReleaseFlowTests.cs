using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>From the committee's approval to the release: the decision list, one document, and then the operator.</summary>
[Collection(DeskTests.Name)]
public sealed class ReleaseFlowTests(DeskFixture desk)
{
    /// <summary>The older of the two reports: other tests read the newer one as a draft.</summary>
    private string Report => desk.Runs[1];

    private string Release => $"/api/desk/operation/reports/{Report}";

    [SkippableFact]
    public async Task Release_ApprovedReport_EndsSigningAndNamesWhoReleased()
    {
        await using var member = await Reader.OpenAsync(desk);
        await using var reader = await Reader.OpenAsync(desk);
        await member.SignInAsync(Roles.CommitteeSign);
        await reader.SignInAsync(Roles.Operator);
        await reader.GoAsync(Release);
        (await reader.Page.Locator("form.stacked").CountAsync()).ShouldBe(0, "there is nothing to release before an approval");

        await ApproveAsync(member, "/api/desk/decisions");
        (await member.Page.InnerTextAsync("main")).ShouldContain("The list in use has been approved.");
        (await member.ViolationsAsync()).ShouldBeEmpty();
        await ApproveAsync(member, $"/api/desk/reports/{Report}/closed/sign");
        await reader.GoAsync(Release);
        await ReleaseWithOtherDocumentsAsync(reader);
        await reader.GoAsync(Release);
        await reader.Page.CheckAsync("input[name=confirm]");
        await reader.FollowAsync(reader.Page.Locator("form.stacked button"));

        (await reader.Page.InnerTextAsync("[role=status]")).ShouldStartWith("The report is released.");
        (await reader.Page.InnerTextAsync("main tbody")).ShouldContain("Developer (operator)");
        await reader.ScreenshotAsync("release-done.en.1280");
        (await reader.ViolationsAsync()).ShouldBeEmpty();
        await reader.GoAsync(Release);
        (await reader.Page.InnerTextAsync("main")).ShouldContain("This report has been released.");
        (await reader.Page.Locator("form.stacked").CountAsync()).ShouldBe(0);
        await ShouldBeReleasedForTheCommitteeAsync(member);
    }

    private async Task ShouldBeReleasedForTheCommitteeAsync(Reader member)
    {
        await member.GoAsync($"/api/desk/reports/{Report}/closed/sign");
        (await member.Page.InnerTextAsync("article")).ShouldContain("This report has been released. Nothing can be signed or released after that.");
        (await member.Page.Locator("input[name=document]").CountAsync()).ShouldBe(0);
        await member.GoAsync("/api/desk/reports");
        (await member.Page.Locator("li.card").Last.InnerTextAsync()).ShouldContain("Released");
    }

    /// <summary>The release is bound to the documents that the page showed.</summary>
    private static async Task ReleaseWithOtherDocumentsAsync(Reader reader)
    {
        await reader.Page.EvaluateAsync("document.querySelector('input[name=document]').value = '0'.repeat(64)");
        await reader.Page.CheckAsync("input[name=confirm]");
        await reader.FollowAsync(reader.Page.Locator("form.stacked button"));
        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldBe("The document is another than the one you saw. Read it again.");
    }

    private static async Task ApproveAsync(Reader reader, string address)
    {
        await reader.GoAsync(address);
        await reader.Page.Locator("input[name=document]").First.CheckAsync();
        await reader.Page.CheckAsync("input[name=meaning][value=approved]");
        await reader.Page.CheckAsync("input[name=confirm]");
        await reader.FollowAsync(reader.Page.Locator("form.stacked button"));
        (await reader.Page.InnerTextAsync("[role=status]")).ShouldBe("Your signature is stored.");
    }
}
