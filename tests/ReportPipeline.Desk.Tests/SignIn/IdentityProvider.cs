using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ReportPipeline.Desk.Tests.SignIn;

/// <summary>
/// An OpenID provider with the endpoints of OpenID Connect Core and Discovery that a confidential client needs: it insists on PKCE
/// (RFC 7636, S256), on the client's secret and on the registered redirect address, and can be told to go wrong.
/// </summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "the-desk";
    public const string ClientSecret = "not-a-secret-of-anyone";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "current" };
    private readonly RsaSecurityKey stranger = new(RSA.Create(2048)) { KeyId = "current" };
    private readonly ConcurrentDictionary<string, Asked> codes = new();
    private readonly WebApplication app;
    private int issued;

    private IdentityProvider(WebApplication app, int port)
    {
        this.app = app;
        Address = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}");
        app.MapGet("/.well-known/openid-configuration", Discovery);
        app.MapGet("/keys", Keys);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/authorize", SignIn);
        app.MapPost("/token", (Delegate)TokenAsync);
        app.MapGet("/end-session", EndSession);
        app.MapGet("/favicon.ico", () => Results.NoContent());
    }

    public string Address { get; }

    /// <summary>Where the provider sends people back to; nowhere else.</summary>
    public string RedirectAddress { get; set; } = "";

    public Person Person { get; set; } = new("subject", "Name", []);

    public Wrong Wrong { get; set; }

    /// <summary>When the browser's session began here; null when nobody is signed in.</summary>
    public DateTimeOffset? SignedInAt { get; set; }

    /// <summary>What the desk asked for the last time.</summary>
    public IQueryCollection LastAsked { get; private set; } = new QueryCollection();

    public static async Task<IdentityProvider> StartAsync(LocalCertificate certificate, int port)
    {
        var provider = new IdentityProvider(TlsProxy.Build(certificate, port), port);
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Rsa.Dispose();
        stranger.Rsa.Dispose();
    }

    private IResult Discovery() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Address,
        ["authorization_endpoint"] = $"{Address}/authorize",
        ["token_endpoint"] = $"{Address}/token",
        ["jwks_uri"] = $"{Address}/keys",
        ["end_session_endpoint"] = $"{Address}/end-session",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "pairwise" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
    });

    private IResult Keys()
    {
        var parameters = key.Rsa.ExportParameters(false);
        return Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } },
        });
    }

    /// <summary>Straight back for whoever has a session here, unless the desk asks for a new sign-in.</summary>
    private IResult Authorize(HttpContext context)
    {
        var asked = LastAsked = context.Request.Query;
        if (asked["client_id"] != ClientId || asked["redirect_uri"] != RedirectAddress || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256")
            return Results.BadRequest("not what this client is registered for");
        return SignedInAt is not null && asked["prompt"] != "login" ? Back(asked) : Results.Content(
            $"<!DOCTYPE html><title>Provider</title><form method=\"post\" action=\"/authorize{WebUtility.HtmlEncode(context.Request.QueryString.Value)}\"><button>Sign in as {Person.Name}</button></form>", "text/html");
    }

    private IResult SignIn(HttpContext context)
    {
        SignedInAt = TimeProvider.System.GetUtcNow();
        return Back(context.Request.Query);
    }

    private IResult Back(IQueryCollection asked)
    {
        var state = Wrong == Wrong.State ? "another" : asked["state"].ToString();
        if (Wrong == Wrong.Denied)
            return Results.Redirect(QueryHelpers.AddQueryString(RedirectAddress, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = state }));
        var code = string.Create(CultureInfo.InvariantCulture, $"code-{Interlocked.Increment(ref issued)}");
        codes[code] = new Asked(asked["nonce"].ToString(), asked["code_challenge"].ToString());
        return Results.Redirect(QueryHelpers.AddQueryString(RedirectAddress, new Dictionary<string, string?> { ["code"] = code, ["state"] = state }));
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        var known = codes.TryRemove(form["code"].ToString(), out var asked);
        if (!known || asked!.Challenge != challenge || form["client_id"] != ClientId || form["client_secret"] != ClientSecret
            || form["redirect_uri"] != RedirectAddress || form["grant_type"] != "authorization_code")
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        return Results.Json(new { id_token = IdToken(asked), access_token = "unused", token_type = "Bearer", expires_in = 300 });
    }

    private string IdToken(Asked asked)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["sub"] = Person.Subject,
            ["name"] = Person.Name,
            ["roles"] = Person.Roles,
            ["nonce"] = Wrong == Wrong.Nonce ? "another" : asked.Nonce,
        };
        if (Wrong != Wrong.NoTime)
            claims["auth_time"] = (Wrong == Wrong.OldTime ? now.AddHours(-1) : SignedInAt!.Value).ToUnixTimeSeconds();
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Wrong == Wrong.Issuer ? "https://elsewhere.example" : Address,
            Audience = Wrong == Wrong.Audience ? "another-client" : ClientId,
            IssuedAt = now.UtcDateTime,
            Expires = now.AddMinutes(Wrong == Wrong.Expired ? -30 : 5).UtcDateTime,
            NotBefore = now.AddHours(-1).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(Wrong == Wrong.Key ? stranger : key, SecurityAlgorithms.RsaSha256),
        });
    }

    private IResult EndSession(HttpContext context)
    {
        SignedInAt = null;
        var asked = context.Request.Query;
        return Results.Redirect(QueryHelpers.AddQueryString(asked["post_logout_redirect_uri"].ToString(), "state", asked["state"].ToString()));
    }

    private sealed record Asked(string Nonce, string Challenge);
}

/// <param name="Subject">As the provider knows the person.</param>
internal sealed record Person(string Subject, string Name, string[] Roles);

/// <summary>What the provider, or somebody between it and the desk, gets wrong.</summary>
internal enum Wrong
{
    Nothing,
    State,
    Nonce,
    Issuer,
    Audience,
    Key,
    Expired,
    Denied,
    NoTime,
    OldTime,
}
