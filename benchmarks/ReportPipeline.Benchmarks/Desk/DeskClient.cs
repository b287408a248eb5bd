using System.Net;
using System.Text.RegularExpressions;

namespace ReportPipeline.Benchmarks.Desk;

/// <summary>A reader who is signed in, without a browser.</summary>
internal sealed partial class DeskClient : IDisposable
{
    private const int MostRefusals = 5;

    private readonly HttpClient http;
    private int refusals;

    private DeskClient(HttpClient http) => this.http = http;

    public static async Task<DeskClient> SignInAsync(Uri address, string role)
    {
        var client = new DeskClient(new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address });
        var token = Token().Match(await client.GetAsync("/api/desk/sign-in")).Groups[1].Value;
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = WebUtility.HtmlDecode(token), ["role"] = role, ["back"] = "/api/desk" });
        using var answer = await client.http.PostAsync("/api/desk/sign-in", form);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    public async Task<string> GetAsync(string page)
    {
        using var answer = await http.GetAsync(page);
        // A cold page of a large trial on a busy machine; the desk itself says to try again in a moment.
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && ++refusals < MostRefusals)
            return await GetAsync(page);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"{page}: {answer.StatusCode}");
    }

    /// <summary>The page's own links whose address holds the text, each once.</summary>
    public async Task<IReadOnlyList<string>> LinksAsync(string page, string part) =>
    [
        .. Link().Matches(await GetAsync(page)).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
            .Where(link => link.Contains(part, StringComparison.Ordinal))
            .Select(link => link.Split('#')[0])
            .Distinct(),
    ];

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
