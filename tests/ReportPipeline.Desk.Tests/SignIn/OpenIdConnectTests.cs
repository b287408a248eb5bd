using Microsoft.Playwright;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Desk.Tests.Browser;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.SignIn;

/// <summary>
/// The desk as it stands in Azure: in the Production environment, behind a proxy that ends TLS, with people who sign in at an OpenID
/// provider (authorisation code with PKCE).
/// </summary>
[Collection(DeskTests.Name)]
public sealed class OpenIdConnectTests(DeskFixture desk) : IAsyncLifetime
{
    private const string Hospital = "person-of-renmin";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("desk-sign-in-");
    private LocalCertificate certificate = null!;
    private IdentityProvider provider = null!;
    private FunctionAppProcess app = null!;
    private TlsProxy proxy = null!;

    public async Task InitializeAsync()
    {
        if (DeskFixture.Chromium is null)
            return;
        certificate = new LocalCertificate(folder);
        provider = await IdentityProvider.StartAsync(certificate, FunctionAppProcess.FreePort());
        app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = Settings(), UnderHost = true });
        proxy = await TlsProxy.StartAsync(certificate, FunctionAppProcess.FreePort(), app.Address);
        provider.RedirectAddress = new Uri(proxy.Address, "/api/desk/signed-in").ToString();
    }

    public async Task DisposeAsync()
    {
        if (DeskFixture.Chromium is not null)
        {
            await proxy.DisposeAsync();
            await app.DisposeAsync();
            await provider.DisposeAsync();
            certificate.Dispose();
        }

        folder.Delete(recursive: true);
    }

    [SkippableFact]
    public async Task SignIn_AtTheProvider_GivesTheRolesOfItsTokenAndLeadsToThePageAskedFor()
    {
        await using var reader = await OpenAsync(new Person("m-1", "Member Li", [Roles.CommitteeOpen, "site:renmin-wuhan"]));
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/open");
        await SignInAsync(reader);

        reader.Page.Url.ShouldBe(new Uri(proxy.Address, $"/api/desk/reports/{desk.Runs[0]}/open").ToString());
        (await reader.Page.InnerTextAsync(".who")).ShouldBe("Member Li");
        provider.LastAsked["redirect_uri"].ToString().ShouldStartWith("https://localhost:");
        (await reader.Page.Locator("nav.areas a").AllInnerTextsAsync()).ShouldBe(["Reports", "Decision list"]);
        (await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/closed")).ShouldBe(403);
        (await reader.GoAsync("/api/desk/site/receipts")).ShouldBe(403, "a hospital's role in a token does not count");
        reader.Complaints.Where(complaint => !complaint.Contains("403")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task SignIn_PersonInOurTable_SpeaksForThatHospital()
    {
        await using var reader = await OpenAsync(new Person(Hospital, "Engineer Wang", []));
        await reader.GoAsync("/api/desk/site/receipts");
        await SignInAsync(reader);

        (await reader.Page.InnerTextAsync("h1")).ShouldBe("Receipts");
    }

    [SkippableTheory]
    [InlineData(nameof(Wrong.State))]
    [InlineData(nameof(Wrong.Nonce))]
    [InlineData(nameof(Wrong.Issuer))]
    [InlineData(nameof(Wrong.Audience))]
    [InlineData(nameof(Wrong.Key))]
    [InlineData(nameof(Wrong.Expired))]
    [InlineData(nameof(Wrong.Denied))]
    public async Task SignIn_SomethingWrong_SignsNobodyInAndSaysSo(string wrong)
    {
        await using var reader = await OpenAsync(new Person("m-2", "Member Li", [Roles.CommitteeClosed]));
        provider.Wrong = Enum.Parse<Wrong>(wrong);
        await reader.GoAsync("/api/desk/reports");
        await SignInAsync(reader);

        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldStartWith("The sign-in did not succeed.");
        await reader.GoAsync("/api/desk/reports");
        reader.Page.Url.ShouldContain("/api/desk/sign-in?back=");
        app.Output.ShouldNotContain("Member Li");
    }

    [SkippableFact]
    public async Task Cookies_BehindTls_AreOfThisHostAloneAndSecure()
    {
        await using var reader = await OpenAsync(new Person("m-3", "Member Li", [Roles.CommitteeOpen]));
        await reader.GoAsync("/api/desk");
        await SignInAsync(reader);

        var cookies = (await reader.CookiesAsync()).Where(cookie => cookie.Name.Contains("desk", StringComparison.Ordinal)).ToList();
        cookies.Select(cookie => cookie.Name).ShouldBe(["__Host-desk", "__Host-desk-form"], ignoreOrder: true);
        cookies.ShouldAllBe(cookie => cookie.Secure && cookie.HttpOnly && cookie.Path == "/");
        cookies.Single(cookie => cookie.Name == "__Host-desk").SameSite.ShouldBe(SameSiteAttribute.Lax);
        cookies.Single(cookie => cookie.Name == "__Host-desk-form").SameSite.ShouldBe(SameSiteAttribute.Strict);
    }

    /// <summary>21 CFR Part 11, §11.200: an old session, though valid for reading, does not sign.</summary>
    [SkippableFact]
    public async Task Sign_OldSignIn_AsksOnceMoreAndThenSigns()
    {
        await using var reader = await OpenAsync(new Person("m-4", "Member Zhang", [Roles.CommitteeClosed, Roles.CommitteeSign]));
        provider.Wrong = Wrong.OldTime;
        var sign = $"/api/desk/reports/{desk.Runs[0]}/closed/sign";
        await reader.GoAsync(sign);
        await SignInAsync(reader);
        (await reader.Page.Locator("input[name=document]").CountAsync()).ShouldBe(0, "an hour is too long ago");

        provider.Wrong = Wrong.Nothing;
        await reader.FollowAsync(reader.Page.Locator("article a.button"));
        await SignInAsync(reader);

        provider.LastAsked["prompt"].ToString().ShouldBe("login");
        provider.LastAsked["max_age"].ToString().ShouldBe("0");
        new Uri(reader.Page.Url).AbsolutePath.ShouldBe(sign);
        await reader.Page.Locator("input[name=document]").Last.CheckAsync();
        await reader.Page.CheckAsync("input[name=meaning][value=reviewed]");
        await reader.Page.CheckAsync("input[name=confirm]");
        await reader.FollowAsync(reader.Page.Locator("form.stacked button"));
        (await reader.Page.InnerTextAsync("[role=status]")).ShouldBe("Your signature is stored.");
        (await reader.Page.InnerTextAsync("article tbody")).ShouldContain("Member Zhang");
    }

    [SkippableFact]
    public async Task Sign_ProviderThatDoesNotSayWhen_CannotSign()
    {
        await using var reader = await OpenAsync(new Person("m-5", "Member Zhao", [Roles.CommitteeClosed, Roles.CommitteeSign]));
        provider.Wrong = Wrong.NoTime;
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/closed/sign");
        await SignInAsync(reader);

        (await reader.Page.Locator("input[name=document]").CountAsync()).ShouldBe(0);
        (await reader.Page.InnerTextAsync("article")).ShouldContain("Signing needs a recent sign-in");
    }

    [SkippableFact]
    public async Task SignOut_OfTheDeskAndThenOfTheProvider_EndsBothSessions()
    {
        await using var reader = await OpenAsync(new Person("m-6", "Member Sun", [Roles.CommitteeOpen]));
        await reader.GoAsync("/api/desk");
        await SignInAsync(reader);

        await reader.FollowAsync(reader.Page.Locator("nav.tools button"));
        (await reader.Page.InnerTextAsync("[role=status]")).ShouldBe("You are signed out of the desk.");
        (await reader.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "__Host-desk");
        provider.SignedInAt.ShouldNotBeNull();

        await reader.FollowAsync(reader.Page.Locator("main a[href='/api/desk/sign-out/elsewhere']"));
        provider.SignedInAt.ShouldBeNull();
        new Uri(reader.Page.Url).AbsolutePath.ShouldBe("/api/desk/sign-in");
    }

    [SkippableFact]
    public async Task DevelopmentSignIn_WhereAProviderIsConfigured_IsNeitherOfferedNorTaken()
    {
        await using var reader = await OpenAsync(new Person("m-7", "Nobody", []));
        await reader.GoAsync($"/api/desk/sign-in?role={Roles.Operator}");

        (await reader.Page.Locator("button[name=role]").CountAsync()).ShouldBe(0);
        await reader.GoAsync("/api/desk");
        await SignInAsync(reader);
        var answer = await reader.Page.APIRequest.PostAsync("/api/desk/sign-in", new APIRequestContextOptions
        {
            Form = reader.Page.APIRequest.CreateFormData().Set("form", (await reader.Page.GetAttributeAsync("input[name=form]", "value"))!).Set("role", Roles.Operator),
        });
        answer.Status.ShouldBe(403);
        (await reader.GoAsync("/api/desk/operation")).ShouldBe(403);
    }

    private async Task<Reader> OpenAsync(Person person)
    {
        DeskFixture.RequireBrowser();
        provider.Person = person;
        return await Reader.OpenAsync(desk, new ReaderSettings { Address = proxy.Address });
    }

    /// <summary>From the desk's sign-in page to the provider and back.</summary>
    private async Task SignInAsync(Reader reader)
    {
        await reader.FollowAsync(reader.Page.Locator("main a.button"));
        if (reader.Page.Url.StartsWith(provider.Address, StringComparison.Ordinal))
            await reader.FollowAsync(reader.Page.Locator("button"));
    }

    private Dictionary<string, string> Settings()
    {
        var settings = desk.SettingsWithoutDevelopment();
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        settings["Authentication__Authority"] = provider.Address;
        settings["Authentication__Clients__0__ClientId"] = Hospital;
        settings["Authentication__Clients__0__Site"] = DeskFixture.North;
        settings["Desk__ClientId"] = IdentityProvider.ClientId;
        settings["Desk__ClientSecret"] = IdentityProvider.ClientSecret;
        settings["SSL_CERT_FILE"] = certificate.File;
        return settings;
    }
}
