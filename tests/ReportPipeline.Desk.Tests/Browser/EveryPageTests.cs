using System.Text.RegularExpressions;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>Every page in both languages, both widths and both colour schemes: it answers, says its language, fits, and axe is content.</summary>
[Collection(DeskTests.Name)]
public sealed partial class EveryPageTests(DeskFixture desk)
{
    /// <summary>Each language, width and colour scheme once; the other halves in the long campaign.</summary>
    public static TheoryData<string, int, bool> Looks()
    {
        var looks = new TheoryData<string, int, bool> { { "en-GB", Reader.Desktop, false }, { "zh-CN", Reader.Phone, true } };
        if (Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full")
        {
            looks.Add("zh-CN", Reader.Desktop, true);
            looks.Add("en-GB", Reader.Phone, false);
        }

        return looks;
    }

    [SkippableTheory]
    [MemberData(nameof(Looks))]
    public async Task Page_AnyLook_IsAccessibleAndFits(string locale, int width, bool dark)
    {
        var problems = new List<string>();
        foreach (var role in DeskPages.All.GroupBy(page => page.Role))
        {
            await using var reader = await Reader.OpenAsync(desk, new ReaderSettings { Locale = locale, Width = width, Dark = dark });
            if (role.Key.Length > 0)
                await reader.SignInAsync(role.Key);
            foreach (var (name, address) in await AddressesAsync(reader, role))
                problems.AddRange(await ProblemsAsync(reader, $"{name}.{locale[..2]}.{width}{(dark ? ".dark" : "")}", address));
        }

        problems.ShouldBeEmpty();
    }

    /// <summary>
    /// The listed pages of the role, for the closed committee every section that its report has and the proof behind a number, for the hospital one of
    /// its receipts.
    /// </summary>
    private async Task<List<(string Name, string Address)>> AddressesAsync(Reader reader, IGrouping<string, (string Name, string Role, string Address)> role)
    {
        List<(string, string)> addresses = [.. role.Select(page => (page.Name, page.Address.Replace("{run}", desk.Runs[0])))];
        if (role.Key == DeskPages.Site)
            addresses.Add(("receipt", await FirstLinkAsync(reader, "/api/desk/site/receipts", "tbody th a")));
        if (role.Key != Roles.CommitteeClosed)
            return addresses;
        addresses.Add(("report-proof", await FirstLinkAsync(reader, addresses.Single(page => page.Item1 == "report-origin").Item2, "tbody a")));
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/closed");
        var links = await reader.Page.Locator("nav.sections a[href*='/section/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        links.Length.ShouldBeGreaterThan(8);
        addresses.AddRange(links.Select(link => ($"section-{link[(link.LastIndexOf('/') + 1)..]}", link)));
        return addresses;
    }

    private static async Task<string> FirstLinkAsync(Reader reader, string page, string link)
    {
        await reader.GoAsync(page);
        return (await reader.Page.Locator(link).First.GetAttributeAsync("href"))!;
    }

    private static async Task<IEnumerable<string>> ProblemsAsync(Reader reader, string name, string address)
    {
        var status = await reader.GoAsync(address);
        await reader.ScreenshotAsync(name);
        var problems = (await reader.ViolationsAsync()).ToList();
        if (status >= 400 && !name.StartsWith("forbidden") && !name.StartsWith("not-found"))
            problems.Add($"status {status}");
        if (await reader.IsTooWideAsync())
            problems.Add("wider than the screen");
        var language = await reader.Page.GetAttributeAsync("html", "lang");
        if (language != (name.Contains(".zh.") ? "zh-Hans" : "en"))
            problems.Add($"language {language}");
        problems.AddRange(reader.Complaints.Where(complaint => !complaint.Contains("status of 40")));
        return problems.Select(problem => $"{name}: {problem}");
    }

    [SkippableTheory]
    [InlineData(Roles.CommitteeSign, "reports", "reports/{run}/closed", "reports/{run}/closed/sign", "reports/{run}/closed/verify", "decisions")]
    [InlineData("site:renmin-wuhan", "site/receipts", "site/queries", "site/completeness", "site/validate")]
    [InlineData(Roles.Operator, "operation", "operation/reports", "operation/reports/{run}")]
    public async Task Pages_InChinese_CarryNoEnglishSentenceOfTheDesk(string role, params string[] pages)
    {
        await using var reader = await Reader.OpenAsync(desk, new ReaderSettings { Locale = "zh-CN" });
        await reader.SignInAsync(role);
        foreach (var page in pages)
        {
            await reader.GoAsync($"/api/desk/{page.Replace("{run}", desk.Runs[0])}");
            EnglishSentence().Matches(await reader.Page.InnerTextAsync("main")).Select(match => match.Value).ShouldBeEmpty(page);
        }
    }

    // Four lower-case words in a row are a sentence; names of programs and units are not.
    [GeneratedRegex(@"\b[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}\b")]
    private static partial Regex EnglishSentence();
}
