using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.RegularExpressions;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.WebDesk;

namespace ReportPipeline.Functions.Tests.WebDesk;

/// <summary>Sessions over HTTP: shared by all instances, sealed in storage, at the address that the reader sees.</summary>
[Collection(AppTests.Name)]
public sealed partial class DeskSessionTests(AppFixture app)
{
    [Fact]
    public async Task Session_OfOneInstance_IsUnderstoodByAnother()
    {
        var cookies = new CookieContainer();
        using var first = Client(app.Alone, cookies);
        await SignInAsync(first, Roles.Operator);
        foreach (Cookie cookie in cookies.GetCookies(app.Alone.Address))
            cookies.Add(app.UnderHost.Address, new Cookie(cookie.Name, cookie.Value));

        using var second = Client(app.UnderHost, cookies);
        (await second.GetStringAsync("/api/desk")).ShouldContain("Developer (operator)");
    }

    [Fact]
    public async Task KeyRing_InStorage_IsSealed()
    {
        using var client = Client(app.Alone, new CookieContainer());
        await client.GetStringAsync("/api/desk/sign-in");

        var keys = new List<string>();
        await foreach (var name in app.Storage.Keys.ListAsync())
            keys.Add(Encoding.UTF8.GetString((await app.Storage.Keys.ReadAsync(name))!));

        keys.ShouldNotBeEmpty();
        keys.ShouldAllBe(key => key.Contains("<sealed ") && !key.Contains("masterKey>") && !key.Contains("<value>"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Answer_ForwardedFromTls_IsBelievedUnderTheHostAlone(bool underHost, bool transportSecurity)
    {
        using var client = Client(underHost ? app.UnderHost : app.Alone, new CookieContainer());
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "reports.example.org");

        using var answer = await client.GetAsync("/api/desk/sign-in");

        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(transportSecurity);
    }

    [Fact]
    public async Task Token_AtTheDesk_CountsForNothing()
    {
        using var client = Client(app.Alone, new CookieContainer());
        client.DefaultRequestHeaders.Authorization = new("Bearer", app.Issuer.Issue(app.TokenFor(Roles.Operator)));

        using var answer = await client.GetAsync("/api/desk/operation");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldStartWith("/api/desk/sign-in");
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData("en-GB, zh", "en")]
    [InlineData("fr, en;q=0.4, zh-TW;q=0.5", "zh-Hans")]
    [InlineData("de", "en")]
    [InlineData("", "en")]
    [InlineData("*;q=broken", "en")]
    public async Task Language_NoChoiceMade_IsWhatTheBrowserPrefers(string accepted, string language)
    {
        using var client = Client(app.Alone, new CookieContainer());
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        (await client.GetStringAsync("/api/desk/sign-in")).ShouldContain($"<html lang=\"{language}\">");
    }

    [Theory]
    [InlineData("zh-Hans", "zh-Hans")]
    [InlineData("fr", "en")]
    public async Task Language_Chosen_GoesBeforeTheBrowsers(string chosen, string language)
    {
        using var client = Client(app.Alone, new CookieContainer());
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", chosen == "fr" ? "zh" : "en");
        (await client.GetAsync($"/api/desk/language?to={chosen}&back=%2Fapi%2Fdesk%2Fsign-in")).Headers.Location!.ToString().ShouldBe("/api/desk/sign-in");

        (await client.GetStringAsync("/api/desk/sign-in")).ShouldContain($"<html lang=\"{language}\">");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/api/desk\\..\\..\\elsewhere")]
    [InlineData("/api/deskelsewhere")]
    [InlineData("/api/desk/\r\nSet-Cookie: a=b")]
    [InlineData("javascript:alert(1)")]
    public async Task Language_AddressElsewhere_LeadsHome(string back)
    {
        using var client = Client(app.Alone, new CookieContainer());

        using var answer = await client.GetAsync($"/api/desk/language?to=en&back={Uri.EscapeDataString(back)}");

        answer.Headers.Location!.ToString().ShouldBe("/api/desk");
    }

    [Fact]
    public async Task Session_AfterEightHours_HasEnded()
    {
        var cookies = new CookieContainer();
        using var client = Client(app.Alone, cookies);
        await SignInAsync(client, Roles.Operator);
        var settings = app.Settings();
        settings["Testing__ClockOffsetMinutes"] = "481";
        await using var later = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings });
        foreach (Cookie cookie in cookies.GetCookies(app.Alone.Address))
            cookies.Add(later.Address, new Cookie(cookie.Name, cookie.Value));

        using var reader = Client(later, cookies);
        using var answer = await reader.GetAsync("/api/desk/operation");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/api/desk/sign-in?back=%2Fapi%2Fdesk%2Foperation");
    }

    [Theory]
    [InlineData("DELETE", "/api/desk/reports")]
    [InlineData("GET", "/api/desk/nowhere")]
    [InlineData("GET", "/api/desk/assets/..%2F..%2Fappsettings.json")]
    public async Task Address_ThatIsNone_IsAPageThatSaysSo(string method, string path)
    {
        using var client = Client(app.Alone, new CookieContainer());
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        ((int)answer.StatusCode).ShouldBeInRange(404, 405);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public void Reduced_ProvidersClaims_KeepRolesAndTakeTheHospitalFromOurTable()
    {
        var caller = new ClaimsPrincipal(new ClaimsIdentity(
            [new("sub", "s"), new("oid", "person-1"), new("name", "A. Member"), new("roles", Roles.CommitteeSign), new("roles", "site:elsewhere"), new("email", "a@b.c")], "oidc"));

        var reader = DeskSignIn.Reduced(caller, new Dictionary<string, string> { ["person-1"] = AppFixture.North });

        reader.FindAll("roles").Select(claim => claim.Value).ShouldBe([Roles.CommitteeSign, $"site:{AppFixture.North}"]);
        reader.FindFirst("name")!.Value.ShouldBe("A. Member");
        reader.FindFirst("email").ShouldBeNull();
        reader.FindFirst("auth_time").ShouldBeNull();
    }

    internal static HttpClient Client(FunctionAppProcess instance, CookieContainer cookies) =>
        new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = instance.Address };

    internal static async Task SignInAsync(HttpClient client, string role)
    {
        var token = FormToken().Match(await client.GetStringAsync("/api/desk/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = token, ["role"] = role, ["back"] = "/api/desk" });
        (await client.PostAsync("/api/desk/sign-in", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
