using Microsoft.Playwright;
using ReportPipeline.Functions.Access;
using ReportPipeline.Tests;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>The pictures of <c>docs/desk.md</c>, taken from the sample trial. Set UPDATE_DOCS=1 to put them there anew.</summary>
[Collection(DeskTests.Name)]
public sealed class DocumentationPicturesTests(DeskFixture desk)
{
    private const string North = "site:renmin-wuhan";

    private static readonly ReaderSettings Phone = new() { Width = Reader.Phone };
    private static readonly ReaderSettings Dark = new() { Dark = true };
    private static readonly ReaderSettings Chinese = new() { Locale = "zh-CN" };

    private static readonly Picture[] Pictures =
    [
        new("sign-in", "", "/api/desk/sign-in"),
        new("home", Roles.CommitteeSign, "/api/desk"),
        new("reports", Roles.CommitteeClosed, "/api/desk/reports"),
        new("report", Roles.CommitteeClosed, "{report}/closed"),
        new("changes", Roles.CommitteeClosed, "{report}/closed/changes"),
        new("summary", Roles.CommitteeClosed, "{report}/closed/section/summary"),
        new("flow", Roles.CommitteeClosed, "{report}/closed/section/flow"),
        new("endpoints", Roles.CommitteeClosed, "{report}/closed/section/endpoints") { ScrollTo = "figure.chart:has(g.risk)" },
        new("swimmer", Roles.CommitteeClosed, "{report}/closed/section/endpoints") { ScrollTo = "figure.rows" },
        new("forest", Roles.CommitteeClosed, "{report}/closed/section/sensitivity") { ScrollTo = "figure.forest" },
        new("safety", Roles.CommitteeClosed, "{report}/closed/section/safety") { ScrollTo = "form.filter" },
        new("origin", Roles.CommitteeClosed, "{report}/closed/result?id=T4%2Ffull%2FMSC%2Foutcome%2Fn"),
        new("proof", Roles.CommitteeClosed, "{report}/closed/result?id=T4%2Ffull%2FMSC%2Foutcome%2Fn") { Follow = "tbody a" },
        new("verify", Roles.CommitteeClosed, "{report}/closed/verify") { Follow = "article button" },
        new("sign", Roles.CommitteeSign, "{report}/closed/sign"),
        new("decisions", Roles.CommitteeSign, "/api/desk/decisions"),
        new("receipts", North, "/api/desk/site/receipts"),
        new("receipt", North, "/api/desk/site/receipts") { Follow = "tbody th a" },
        new("queries", North, "/api/desk/site/queries"),
        new("completeness", North, "/api/desk/site/completeness"),
        new("validate", North, "/api/desk/site/validate") { Bundle = HospitalFlowTests.BadBundle },
        new("operation", Roles.Operator, "/api/desk/operation"),
        new("releases", Roles.Operator, "/api/desk/operation/reports"),
        new("release", Roles.Operator, "/api/desk/operation/reports/{run}"),
        new("audit", Roles.Operator, "/api/desk/operation/audit"),
        new("phone", Roles.CommitteeClosed, "{report}/closed/section/summary") { Look = Phone },
        new("dark", Roles.CommitteeClosed, "{report}/closed/section/endpoints") { Look = Dark, ScrollTo = "figure.chart:has(g.risk)" },
        new("chinese", Roles.CommitteeClosed, "{report}/closed/section/summary") { Look = Chinese },
    ];

    [SkippableFact]
    public async Task Pictures_OfEveryPage_CanBeTakenAndStandInThePage()
    {
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs", "desk.md"));
        foreach (var group in Pictures.GroupBy(picture => (picture.Role, picture.Look)))
        {
            await using var reader = await Reader.OpenAsync(desk, group.Key.Look);
            if (group.Key.Role.Length > 0)
                await reader.SignInAsync(group.Key.Role);
            foreach (var picture in group)
            {
                page.ShouldContain($"desk/{picture.Name}.png");
                await TakeAsync(reader, picture);
            }
        }
    }

    private async Task TakeAsync(Reader reader, Picture picture)
    {
        var report = $"/api/desk/reports/{desk.Runs[0]}";
        (await reader.GoAsync(picture.Address.Replace("{report}", report).Replace("{run}", desk.Runs[0]))).ShouldBe(200, picture.Name);
        if (picture.Bundle is { } bundle)
        {
            await reader.Page.FillAsync("#bundle", bundle);
            await reader.FollowAsync(reader.Page.Locator("form.drop button"));
        }

        if (picture.Follow is { } follow)
            await reader.FollowAsync(reader.Page.Locator(follow).First);
        if (picture.ScrollTo is { } place)
            await reader.Page.Locator(place).First.EvaluateAsync("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 16)");
        var folder = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1" ? Repository.PathOf("docs", "desk") : DeskFixture.Screenshots;
        await reader.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{picture.Name}.png") });
    }

    private sealed record Picture(string Name, string Role, string Address)
    {
        public ReaderSettings Look { get; init; } = new();

        /// <summary>What is clicked first.</summary>
        public string? Follow { get; init; }

        /// <summary>What stands at the top of the picture.</summary>
        public string? ScrollTo { get; init; }

        /// <summary>What is sent by the form first.</summary>
        public string? Bundle { get; init; }
    }
}
