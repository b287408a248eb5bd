using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ReportPipeline.Cli.Tests;

/// <summary>The sign-in links that serve and demo print: each leads, with one click, into the desk as the role that it names.</summary>
public sealed partial class DeskLinksTests : IDisposable
{
    /// <summary>Roles of the sample trial: three of the committee, two hospitals, the operator.</summary>
    private static readonly string[] Roles =
        ["committee.open", "committee.closed", "committee.sign", "site:renmin-wuhan", "site:first-affiliated-zhejiang", "operator"];

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("desk-links-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task Serve_EachPrintedLink_SignsInAsItsRole()
    {
        using var serve = Process.Start(ToolProcess.StartInfo(["serve", "--data", data.FullName]))!;
        try
        {
            var links = await LinksAsync(serve);

            links.Keys.ShouldBe(Roles, ignoreOrder: true);
            foreach (var (role, link) in links)
                (await SignInAsync(role, link)).Home.ShouldContain($"Developer ({role})");
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
        }
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Demo_OpenDesk_LeavesTheReportOpenUntilInterrupted()
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full", "takes a whole demonstration: only with REPORTPIPELINE_SOAK=full");
        using var demo = ToolProcess.StartInterruptible(["demo", "--open-desk", "--out", data.FullName]);
        try
        {
            var links = await LinksAsync(demo);

            links.Keys.ShouldBe(Roles, ignoreOrder: true);
            var (client, _) = await SignInAsync("committee.open", links["committee.open"]);
            (await client.GetStringAsync("/api/desk/reports")).ShouldContain("/open\"");
            await ToolProcess.InterruptAsync(demo);
            demo.ExitCode.ShouldBe(0);
            await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync("/api/desk"));
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Reads on until every role has been named, or the tool ends.</summary>
    private static async Task<Dictionary<string, Uri>> LinksAsync(Process tool)
    {
        var links = new Dictionary<string, Uri>();
        while (links.Count < Roles.Length && await tool.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Printed().Match(line) is { Success: true } match)
                links.Add(match.Groups[1].Value, new Uri(match.Groups[2].Value));
        }

        return links;
    }

    /// <summary>What a person does: open the link, press the button that it puts first.</summary>
    private static async Task<(HttpClient Client, string Home)> SignInAsync(string role, Uri link)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = link };
        var page = await client.GetStringAsync(link);
        FirstButton().Match(page).Groups[1].Value.ShouldBe(role);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["form"] = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value),
            ["back"] = "/api/desk",
            ["role"] = role,
        });
        using var answer = await client.PostAsync("/api/desk/sign-in", form);
        return (client, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"^\s+(\S+)\s+(http://\S+/api/desk/sign-in\?role=\S+)$")]
    private static partial Regex Printed();

    [GeneratedRegex("<button class=\"button\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex FirstButton();

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
