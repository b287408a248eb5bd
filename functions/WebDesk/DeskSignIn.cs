using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Functions.Telemetry;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>Sign-in at the organisation's identity provider (OpenID Connect, authorisation code with PKCE).</summary>
internal static class DeskSignIn
{
    public const string Scheme = "DeskSignIn";

    /// <summary>Marks a sign-in that was asked for only to sign a report.</summary>
    public const string Fresh = "fresh";

    public static void Configure(OpenIdConnectOptions options, PipelineSettings settings)
    {
        options.Authority = settings.Authentication.Authority;
        options.ClientId = settings.Desk.ClientId;
        options.ClientSecret = settings.Desk.ClientSecret;
        options.SignInScheme = DeskSession.Scheme;
        options.CallbackPath = DeskAddress.SignedIn;
        options.SignedOutCallbackPath = DeskAddress.SignedOut;
        options.SignedOutRedirectUri = DeskAddress.SignIn;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // As a query, so that the answer is an ordinary navigation and same-site cookies travel with it.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.TokenValidationParameters.NameClaimType = "sub";
        options.TokenValidationParameters.RoleClaimType = Roles.ClaimType;
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            if (context.Properties.Items.ContainsKey(Fresh))
            {
                context.ProtocolMessage.Prompt = OpenIdConnectPrompt.Login;
                context.ProtocolMessage.MaxAge = "0";
            }

            return Task.CompletedTask;
        };
        options.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            // A provider may offer no such address.
            if (string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            {
                context.Response.Redirect(DeskAddress.SignIn);
                context.HandleResponse();
            }

            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            // Another state, a nonce that is not ours, a person who gave up: nobody is signed in, and the page says so.
            Measures.Refused(StatusCodes.Status401Unauthorized);
            context.Response.Redirect(DeskAddress.With(DeskAddress.SignIn, ("failed", "1")));
            context.HandleResponse();
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = context =>
        {
            context.Principal = Reduced(context.Principal!, settings.Authentication.SiteOfClient);
            return Task.CompletedTask;
        };
    }

    /// <summary>
    /// Keeps what the desk needs. A person speaks for a hospital only through our own table of ids, as a hospital's program does, and
    /// can sign only when the provider itself says when the person proved who they are.
    /// </summary>
    internal static ClaimsPrincipal Reduced(ClaimsPrincipal caller, IReadOnlyDictionary<string, string> siteOfClient)
    {
        var roles = caller.FindAll(Roles.ClaimType).Select(claim => claim.Value)
            .Where(role => !role.StartsWith(Roles.SitePrefix, StringComparison.Ordinal))
            .ToList();
        var subject = caller.FindFirst("sub")!.Value;
        if (siteOfClient.TryGetValue(caller.FindFirst("oid")?.Value ?? subject, out var site))
            roles.Add(Roles.OfSite(site));
        return DeskSession.Principal(subject, caller.FindFirst("name")?.Value ?? subject, roles, FreshAuthentication.TimeOf(caller));
    }
}
