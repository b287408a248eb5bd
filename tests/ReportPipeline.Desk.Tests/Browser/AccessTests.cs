using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>Who sees what: every role at every page, and what the open committee must never see.</summary>
[Collection(DeskTests.Name)]
public sealed partial class AccessTests(DeskFixture desk)
{
    private const string North = "site:renmin-wuhan";

    public static TheoryData<string, string[]> Allowed() => new()
    {
        { Roles.CommitteeOpen, ["reports", "open", "decisions"] },
        { Roles.CommitteeClosed, ["reports", "open", "closed", "result", "section", "verify", "changes", "decisions"] },
        { Roles.CommitteeSign, ["reports", "open", "closed", "result", "section", "verify", "changes", "sign", "decisions"] },
        { North, ["receipts", "queries", "completeness", "validate"] },
        { Roles.Operator, ["operation", "audit", "releases", "release", "decisions"] },
    };

    [SkippableTheory]
    [MemberData(nameof(Allowed))]
    public async Task Pages_Role_OpensItsOwnAndNoOther(string role, string[] allowed)
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(role);

        foreach (var (name, address) in Addresses())
        {
            var status = await reader.GoAsync(address);
            status.ShouldBe(allowed.Contains(name) ? 200 : 403, $"{role} at {name}");
            if (status == 403)
                (await reader.Page.InnerTextAsync("h1")).ShouldBe("Not for this role");
        }
    }

    [SkippableFact]
    public async Task Pages_Nobody_IsLedToTheSignIn()
    {
        await using var reader = await Reader.OpenAsync(desk);

        foreach (var (_, address) in Addresses())
        {
            await reader.GoAsync(address);
            reader.Page.Url.ShouldContain("/api/desk/sign-in?back=");
        }
    }

    [SkippableFact]
    public async Task OpenCommittee_EveryPageOfTheReport_HasNoNumberByArm()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeOpen);
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/open");
        var pages = await reader.Page.Locator("nav.sections a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");

        foreach (var page in pages)
        {
            await reader.GoAsync(page);
            var results = await reader.Page.Locator("a.number").EvaluateAllAsync<string[]>("links => links.map(link => decodeURIComponent(link.getAttribute('href')))");
            results.ShouldAllBe(address => !OfAnArm().IsMatch(address));
        }
    }

    [SkippableTheory]
    [InlineData("T4/full/MSC/outcome/n")]
    [InlineData("T4/full/MSC:CONTROL/outcome/p")]
    [InlineData("no/such/result")]
    public async Task OpenCommittee_ResultByArm_IsNotFound(string id)
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeOpen);

        (await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/open/result?id={Uri.EscapeDataString(id)}")).ShouldBe(404);
    }

    [SkippableFact]
    public async Task Answers_EveryPage_CarryThePolicyAndStayOutOfCaches()
    {
        await using var reader = await Reader.OpenAsync(desk);
        var answer = await reader.Page.APIRequest.GetAsync("/api/desk/sign-in");

        answer.Headers["content-security-policy"].ShouldContain("default-src 'none'");
        answer.Headers["content-security-policy"].ShouldNotContain("unsafe");
        answer.Headers["cache-control"].ShouldBe("no-store");
        answer.Headers["x-content-type-options"].ShouldBe("nosniff");
        answer.Headers["content-length"].ShouldNotBeEmpty();
        answer.Headers["set-cookie"].ShouldContain("samesite=strict");
        answer.Headers["set-cookie"].ShouldContain("httponly");
    }

    [SkippableTheory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/api/reports")]
    public async Task SignIn_AddressElsewhere_LeadsHome(string back)
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.GoAsync($"/api/desk/sign-in?back={Uri.EscapeDataString(back)}");
        await reader.FollowAsync(reader.Page.Locator($"button[value='{Roles.Operator}']"));

        new Uri(reader.Page.Url).PathAndQuery.ShouldBe("/api/desk");
    }

    [SkippableFact]
    public async Task Cookie_AtTheProgramsOwnRoutes_CountsForNothing()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(North);

        (await reader.Page.APIRequest.PostAsync("/api/fhir", new APIRequestContextOptions { DataString = "{}" })).Status.ShouldBe(401);
    }

    private IEnumerable<(string Name, string Address)> Addresses()
    {
        var report = $"/api/desk/reports/{desk.Runs[0]}";
        yield return ("reports", "/api/desk/reports");
        yield return ("open", $"{report}/open");
        yield return ("closed", $"{report}/closed");
        yield return ("result", $"{report}/closed/result?id=T4%2Ffull%2FMSC%2Foutcome%2Fn");
        yield return ("section", $"{report}/closed/section/summary");
        yield return ("verify", $"{report}/closed/verify");
        yield return ("changes", $"{report}/closed/changes");
        yield return ("sign", $"{report}/closed/sign");
        yield return ("receipts", "/api/desk/site/receipts");
        yield return ("queries", "/api/desk/site/queries");
        yield return ("completeness", "/api/desk/site/completeness");
        yield return ("validate", "/api/desk/site/validate");
        yield return ("operation", "/api/desk/operation");
        yield return ("decisions", "/api/desk/decisions");
        yield return ("releases", "/api/desk/operation/reports");
        yield return ("release", $"/api/desk/operation/reports/{desk.Runs[0]}");
        yield return ("audit", "/api/desk/operation/audit");
    }

    [GeneratedRegex("/(MSC|CONTROL)[/:]")]
    private static partial Regex OfAnArm();
}
