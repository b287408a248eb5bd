using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>Every number of every page of the report leads to its origin, and every figure has its numbers beside it.</summary>
[Collection(DeskTests.Name)]
public sealed class NumberOriginTests(DeskFixture desk)
{
    /// <summary>Origins are opened one by one in the long campaign, and as a sample otherwise.</summary>
    private static readonly int Step = Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full" ? 3 : 61;

    /// <summary>
    /// Number cells that hold a digit outside every link; what a range or a share is made of are links of their own. Where the numbers
    /// behind a figure are listed, the day of a row is the protocol's, and the row must hold a link; a listing of findings prints no result
    /// but days.
    /// </summary>
    private const string Unlinked = """
        () => [...document.querySelectorAll('article tbody td.n')].filter(cell => {
          if (cell.closest("figure[id^=at-listing-]")) return false;
          if (cell.closest("details")) return !cell.closest("tr").querySelector("a.number");
          const copy = cell.cloneNode(true);
          for (const link of copy.querySelectorAll('a.number')) link.remove();
          return /\d/.test(copy.textContent);
        }).map(cell => cell.closest('figure').id + ': ' + cell.closest('tr').innerText.replace(/\s+/g, ' '))
        """;

    [SkippableTheory]
    [InlineData("open")]
    [InlineData("closed")]
    public async Task Tables_EveryNumber_IsALink(string edition)
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        foreach (var section in await SectionsAsync(reader, edition))
        {
            await reader.GoAsync(section);
            (await reader.Page.EvaluateAsync<string[]>(Unlinked)).ShouldBeEmpty(section);
        }
    }

    [SkippableFact]
    public async Task Links_EachOrigin_HasItsResultMethodRecordsAndLedgerHead()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        var links = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var section in await SectionsAsync(reader, "closed"))
        {
            await reader.GoAsync(section);
            links.UnionWith(await reader.Page.Locator("a.number").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"));
        }

        links.Count.ShouldBeGreaterThan(500);
        foreach (var link in links.Where((_, index) => index % Step == 0))
        {
            var answer = await reader.Page.APIRequest.GetAsync(link);
            answer.Status.ShouldBe(200, link);
            var page = await answer.TextAsync();
            foreach (var part in new[] { "<dt>Result</dt>", "<dt>Method</dt>", "<dt>Ledger head</dt>", " behind it</h2>" })
                page.ShouldContain(part, customMessage: link);
        }
    }

    [SkippableFact]
    public async Task Figures_EveryDrawing_HasAlternativeTextAndItsNumbersAsLinks()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        var titles = new List<string>();
        foreach (var section in await SectionsAsync(reader, "closed"))
        {
            await reader.GoAsync(section);
            var figures = reader.Page.Locator("figure.chart, figure.forest");
            for (var index = 0; index < await figures.CountAsync(); index++)
            {
                var figure = figures.Nth(index);
                var title = await figure.Locator("caption, .title").First.InnerTextAsync();
                titles.Add(title);
                (await figure.Locator("a.number").CountAsync()).ShouldBeGreaterThan(0, title);
                if (await figure.Locator("svg.plot").CountAsync() > 0)
                    (await figure.Locator("svg.plot").GetAttributeAsync("aria-label"))!.Length.ShouldBeGreaterThan(40, title);
            }
        }

        foreach (var kind in new[] { "Kaplan", "Swimmer", "incidence", "flow", "Hazard" })
            titles.ShouldContain(title => title.Contains(kind, StringComparison.OrdinalIgnoreCase), string.Join(" | ", titles));
    }

    [SkippableFact]
    public async Task Survival_NumbersAtRisk_StandUnderTheirTimes()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeClosed);
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/closed/section/endpoints");
        var curve = reader.Page.Locator("figure.chart:has(g.risk)").First;

        var rows = await curve.Locator("g.risk").EvaluateAllAsync<string[][]>("rows => rows.map(row => [...row.querySelectorAll('text')].slice(1).map(text => text.getAttribute('x')))");
        var ticks = await curve.Locator("svg.plot > text[text-anchor=middle]:not(.name)").EvaluateAllAsync<string[]>("texts => texts.map(text => text.getAttribute('x'))");

        rows.Length.ShouldBe(2);
        rows.ShouldAllBe(row => row.Length > 2 && row.All(x => ticks.Contains(x)));
    }

    private async Task<string[]> SectionsAsync(Reader reader, string edition)
    {
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/{edition}");
        return await reader.Page.Locator("nav.sections a[href*='/section/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
    }
}
