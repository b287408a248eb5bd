using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>
/// Who is signed in to the desk. Below the desk's address the cookie alone counts; everywhere else it counts for nothing, so that no
/// other site can post bundles in a reader's name.
/// </summary>
internal static class DeskSession
{
    public const string Scheme = "Desk";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static void Configure(CookieAuthenticationOptions options, PipelineSettings settings)
    {
        options.Cookie.Name = NameOf("desk", settings);
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: a link in a mail to the committee must find its reader signed in.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = SecurePolicyOf(settings);
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = false;
    }

    /// <summary>Only a development machine is reached without TLS.</summary>
    public static CookieSecurePolicy SecurePolicyOf(PipelineSettings settings) =>
        settings.Authentication.DevelopmentKeyFolder is null ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    /// <summary>The prefix makes browsers refuse the cookie from a neighbouring host or without TLS.</summary>
    public static string NameOf(string name, PipelineSettings settings) =>
        SecurePolicyOf(settings) == CookieSecurePolicy.Always ? $"__Host-{name}" : name;

    /// <param name="authenticatedAt">When the person showed who they are; null when nobody says so.</param>
    public static ClaimsPrincipal Principal(string subject, string name, IEnumerable<string> roles, DateTimeOffset? authenticatedAt)
    {
        List<Claim> claims = [new("sub", subject), new("name", name), .. roles.Select(role => new Claim(Roles.ClaimType, role))];
        if (authenticatedAt is { } at)
            claims.Add(new Claim("auth_time", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme, "sub", Roles.ClaimType));
    }

    /// <summary>Puts the cookie's person in the place of whoever a bearer token named.</summary>
    public static async Task UseAsync(HttpContext context, RequestDelegate next)
    {
        if (IsDesk(context.Request.Path))
        {
            var session = await context.AuthenticateAsync(Scheme);
            context.User = session.Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    }

    public static bool IsDesk(PathString path) => path.StartsWithSegments(ReportPipeline.Desk.Shell.DeskAddress.Root);
}
