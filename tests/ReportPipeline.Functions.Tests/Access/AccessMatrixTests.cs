using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Functions.Tests.Access;

/// <summary>Who gets in where, with every way a token can be wrong.</summary>
[Collection(AppTests.Name)]
public sealed class AccessMatrixTests(AppFixture app)
{
    private static readonly string Bundle = """{"resourceType":"Bundle","type":"collection"}""";

    private static readonly string[] FhirAddresses = ["/api/fhir", "/acts", "/signatures", "/release", "/api/decisions", "/api/audit/fhir"];

    public static TheoryData<string> BadTokens => new(
        "none", "garbage", "expired", "not yet valid", "wrong audience", "wrong issuer", "unsigned", "HS256 with the public key",
        "other key", "ES384", "changed claims", "without expiry");

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task PostBundle_BadToken_401AsOperationOutcome(string kind)
    {
        using var client = app.Client(Token(kind));

        using var answer = await client.PostAsync("/api/fhir", new StringContent(Bundle));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldContain(challenge => challenge.Scheme == "Bearer");
        await ShouldBeOutcomeAsync(answer, "login");
    }

    [Theory]
    [InlineData(Roles.CommitteeOpen)]
    [InlineData(Roles.CommitteeClosed)]
    [InlineData(Roles.CommitteeSign)]
    [InlineData(Roles.Operator)]
    [InlineData("site:unknown-hospital")]
    [InlineData("site:")]
    [InlineData("SITE:renmin-wuhan")]
    [InlineData("site:renmin-wuhan,site:first-affiliated-zhejiang")]
    [InlineData("")]
    public async Task PostBundle_RoleThatMayNot_403AsOperationOutcome(string roles)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(roles.Split(','))));

        using var answer = await client.PostAsync("/api/fhir", new StringContent(Bundle));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await ShouldBeOutcomeAsync(answer, "forbidden");
    }

    [Theory]
    [InlineData("", "site-not-mapped")]
    [InlineData("site:unknown-hospital", "site-not-mapped")]
    [InlineData("site:renmin-wuhan,site:first-affiliated-zhejiang", "site-not-mapped")]
    [InlineData(Roles.CommitteeOpen, "not-allowed")]
    [InlineData(Roles.Operator, "not-allowed")]
    public async Task PostBundle_RoleThatMayNot_NamesTheCureAndNothingOfTheToken(string roles, string code)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(roles.Split(',')) with { Subject = "client-4711" }));

        using var answer = await client.PostAsync("/api/fhir", new StringContent(Bundle));

        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain($"\"{code}\"");
        text.Contains("Authentication:Clients", StringComparison.Ordinal).ShouldBe(code == "site-not-mapped");
        foreach (var secret in new[] { "4711", "renmin-wuhan", "first-affiliated-zhejiang", "unknown-hospital" })
            text.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("application/fhir+xml", null, "application/fhir+xml")]
    [InlineData(null, "application/fhir+xml", "application/fhir+xml")]
    [InlineData("application/fhir+json", "application/fhir+xml", "application/fhir+json")]
    [InlineData(null, null, "application/fhir+json")]
    [InlineData("text/html", null, "application/fhir+json")]
    public async Task EdgeError_FollowsTheFormatAskedForOrSent(string? accept, string? contentType, string answered)
    {
        using var client = app.Client();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/fhir") { Content = new StringContent("<Bundle/>") };
        request.Content.Headers.ContentType = contentType is null ? null : new(contentType);
        if (accept is not null)
            request.Headers.Add("Accept", accept);

        using var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(answered);
        var text = await answer.Content.ReadAsStringAsync();
        if (answered.EndsWith("xml", StringComparison.Ordinal))
            System.Xml.Linq.XDocument.Parse(text).Descendants().Count(element => element.Attribute("value")?.Value == "not-authenticated").ShouldBe(1);
        else
            JsonDocument.Parse(text).RootElement.GetProperty("issue")[0].GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString().ShouldBe("not-authenticated");
    }

    [Theory]
    [InlineData("GET", "/api/fhir/receipts/x", "site:renmin-wuhan", 404)]
    [InlineData("GET", "/api/fhir/receipts/x", Roles.Operator, 403)]
    [InlineData("GET", "/api/reports", "site:renmin-wuhan", 403)]
    [InlineData("GET", "/api/reports", Roles.Operator, 403)]
    [InlineData("GET", "/api/reports", Roles.CommitteeOpen, 200)]
    [InlineData("GET", "/api/reports", Roles.CommitteeClosed, 200)]
    [InlineData("GET", "/api/reports/x?audience=closed", Roles.CommitteeOpen, 403)]
    [InlineData("GET", "/api/reports/x?audience=closed", Roles.CommitteeClosed, 404)]
    [InlineData("GET", "/api/reports/x/results", Roles.CommitteeOpen, 403)]
    [InlineData("GET", "/api/reports/x/results", Roles.CommitteeClosed, 404)]
    [InlineData("GET", "/api/reports/x/manifest?audience=closed", Roles.CommitteeOpen, 403)]
    [InlineData("GET", "/api/reports/x/manifest?audience=open", Roles.CommitteeOpen, 404)]
    [InlineData("GET", "/api/reports/x/signature?audience=closed", Roles.CommitteeOpen, 403)]
    [InlineData("GET", "/api/reports/x/signature", Roles.Operator, 403)]
    [InlineData("GET", "/api/reports/x/manifest", null, 401)]
    [InlineData("GET", "/api/verification-key", null, 401)]
    [InlineData("GET", "/api/verification-key", Roles.CommitteeOpen, 200)]
    [InlineData("GET", "/api/reports/x/acts", null, 401)]
    [InlineData("GET", "/api/reports/x/acts", "site:renmin-wuhan", 403)]
    [InlineData("GET", "/api/reports/x/acts", Roles.CommitteeSign, 404)]
    [InlineData("GET", "/api/reports/x/acts", Roles.Operator, 404)]
    [InlineData("POST", "/api/reports/x/signatures", null, 401)]
    [InlineData("POST", "/api/reports/x/signatures", Roles.CommitteeClosed, 403)]
    [InlineData("POST", "/api/reports/x/signatures", Roles.Operator, 403)]
    [InlineData("POST", "/api/reports/x/signatures", Roles.CommitteeSign, 400)]
    [InlineData("POST", "/api/reports/x/release", null, 401)]
    [InlineData("POST", "/api/reports/x/release", Roles.CommitteeSign, 403)]
    [InlineData("POST", "/api/reports/x/release", Roles.Operator, 404)]
    [InlineData("GET", "/api/audit", null, 401)]
    [InlineData("GET", "/api/audit", Roles.CommitteeSign, 403)]
    [InlineData("GET", "/api/audit", Roles.Operator, 200)]
    [InlineData("GET", "/api/audit?actr=x", Roles.Operator, 400)]
    [InlineData("GET", "/api/audit/fhir", Roles.CommitteeClosed, 403)]
    [InlineData("GET", "/api/audit/fhir", Roles.Operator, 200)]
    [InlineData("GET", "/api/status", "site:renmin-wuhan", 403)]
    [InlineData("GET", "/api/status", Roles.Operator, 200)]
    [InlineData("GET", "/api/decisions", "site:renmin-wuhan", 403)]
    [InlineData("GET", "/api/decisions", Roles.CommitteeOpen, 200)]
    [InlineData("POST", "/api/decisions/signatures", Roles.Operator, 403)]
    [InlineData("POST", "/api/decisions/signatures", Roles.CommitteeSign, 400)]
    [InlineData("GET", "/api/health/ready", Roles.CommitteeOpen, 403)]
    [InlineData("GET", "/api/health/ready", Roles.Operator, 200)]
    [InlineData("POST", "/RunAnalyses", Roles.CommitteeSign, 403)]
    [InlineData("POST", "/RunAnalyses", "site:renmin-wuhan", 403)]
    [InlineData("POST", "/RunAnalyses", Roles.Operator, 400)]
    [InlineData("POST", "/RunAnalyses", null, 401)]
    [InlineData("GET", "/api/reports", null, 401)]
    [InlineData("GET", "/api/reports/x", null, 401)]
    [InlineData("GET", "/api/reports/x/results", null, 401)]
    [InlineData("GET", "/api/fhir/receipts/x", null, 401)]
    [InlineData("POST", "/api/fhir/Bundle/$validate", null, 401)]
    [InlineData("POST", "/api/fhir/Bundle/$validate", Roles.CommitteeClosed, 403)]
    [InlineData("POST", "/api/fhir/Bundle/$validate", "site:renmin-wuhan", 415)]
    [InlineData("GET", "/api/health/ready", null, 401)]
    [InlineData("GET", "/api/nowhere", null, 401)]
    [InlineData("GET", "/api/health/live", null, 200)]
    [InlineData("GET", "/api/fhir/metadata", null, 200)]
    [InlineData("GET", "/", null, 200)]
    public async Task Route_Role_Status(string method, string path, string? role, int status)
    {
        using var client = app.Client(role is null ? null : app.Issuer.Issue(app.TokenFor(role)));

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        ((int)answer.StatusCode).ShouldBe(status);
        if (status >= 400 && FhirAddresses.Any(address => path.Contains(address, StringComparison.Ordinal)))
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
        else if (status >= 400 && path != "/RunAnalyses")
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public void WithMappedSite_TenantToken_SiteComesFromTheClientTableAlone()
    {
        var claims = new System.Security.Claims.ClaimsIdentity(
            [new("azp", "client-1"), new("roles", "site:other"), new("roles", Roles.Operator)], "test");

        var caller = BearerAuthentication.WithMappedSite(
            new System.Security.Claims.ClaimsPrincipal(claims), new Dictionary<string, string> { ["client-1"] = "north" });

        Roles.SiteOf(caller)!.Value.Value.ShouldBe("north");
        caller.IsInRole(Roles.Operator).ShouldBeTrue();
    }

    private static async Task ShouldBeOutcomeAsync(HttpResponseMessage answer, string issueType)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
        using var outcome = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        outcome.RootElement.GetProperty("resourceType").GetString().ShouldBe("OperationOutcome");
        outcome.RootElement.GetProperty("issue")[0].GetProperty("code").GetString().ShouldBe(issueType);
    }

    private string? Token(string kind)
    {
        var good = app.TokenFor(Roles.OfSite(AppFixture.North));
        return kind switch
        {
            "none" => null,
            "garbage" => "garbage",
            "expired" => app.Issuer.Issue(good with { Now = good.Now.AddHours(-9) }),
            "not yet valid" => app.Issuer.Issue(good with { Now = good.Now.AddHours(1) }),
            "wrong audience" => app.Issuer.Issue(good with { Audience = "another-program" }),
            "wrong issuer" => Made(good, descriptor => descriptor.Issuer = "https://elsewhere.example"),
            "unsigned" => Made(good, descriptor => descriptor.SigningCredentials = null),
            "HS256 with the public key" => Made(good, descriptor => descriptor.SigningCredentials = HmacOfPublicKey()),
            "other key" => Made(good, descriptor => descriptor.SigningCredentials =
                new SigningCredentials(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), "ES256")),
            "ES384" => Made(good, descriptor => descriptor.SigningCredentials =
                new SigningCredentials(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP384)), "ES384")),
            "changed claims" => WithOtherSite(app.Issuer.Issue(good)),
            "without expiry" => Made(good, descriptor => descriptor.Expires = null, withDefaults: false),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private string Made(TokenRequest request, Action<SecurityTokenDescriptor> change, bool withDefaults = true)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = DevelopmentIssuer.Issuer,
            Audience = request.Audience,
            Expires = request.Now.AddHours(1).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = "test", ["roles"] = request.Roles.ToArray() },
            SigningCredentials = new SigningCredentials(app.Issuer.Key, "ES256"),
        };
        change(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = withDefaults }.CreateToken(descriptor);
    }

    /// <summary>The classic confusion: the published verification key used as a shared secret.</summary>
    private SigningCredentials HmacOfPublicKey() =>
        new(new SymmetricSecurityKey(Encoding.ASCII.GetBytes(app.Issuer.Key.ECDsa.ExportSubjectPublicKeyInfoPem())), "HS256");

    private static string WithOtherSite(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace(AppFixture.North, AppFixture.South, StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }
}
