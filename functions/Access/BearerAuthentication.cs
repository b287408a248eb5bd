using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.Access;

/// <summary>Accepts OAuth 2.0 bearer tokens of the one configured issuer and turns their claims into our roles.</summary>
internal static class BearerAuthentication
{
    /// <summary>Asymmetric signatures only: with HMAC in the list, the issuer's public key would make tokens.</summary>
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    public static void Configure(JwtBearerOptions options, AuthenticationSettings settings)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = settings.Audience,
            ValidAlgorithms = Algorithms,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.FromMinutes(1),
            NameClaimType = "sub",
            RoleClaimType = Roles.ClaimType,
        };
        if (settings.DevelopmentKeyFolder is { Length: > 0 } folder)
            TrustDevelopmentIssuer(options, folder);
        else
            TrustAuthority(options, settings);
    }

    private static void TrustDevelopmentIssuer(JwtBearerOptions options, string folder)
    {
        options.TokenValidationParameters.ValidIssuer = DevelopmentIssuer.Issuer;
        options.TokenValidationParameters.IssuerSigningKey = DevelopmentIssuer.Open(folder).Key;
    }

    /// <summary>
    /// Issuer and keys come from the authority's metadata. A hospital's role comes from our own table of client ids,
    /// never from a claim that a tenant's administrator could write.
    /// </summary>
    private static void TrustAuthority(JwtBearerOptions options, AuthenticationSettings settings)
    {
        options.Authority = settings.Authority;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                context.Principal = WithMappedSite(context.Principal!, settings.SiteOfClient);
                return Task.CompletedTask;
            },
        };
    }

    internal static ClaimsPrincipal WithMappedSite(ClaimsPrincipal caller, IReadOnlyDictionary<string, string> siteOfClient)
    {
        var claims = caller.Claims
            .Where(claim => claim.Type != Roles.ClaimType || !claim.Value.StartsWith(Roles.SitePrefix, StringComparison.Ordinal))
            .ToList();
        var client = caller.FindFirst("azp")?.Value ?? caller.FindFirst("appid")?.Value;
        if (client is not null && siteOfClient.TryGetValue(client, out var site))
            claims.Add(new Claim(Roles.ClaimType, Roles.OfSite(site)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, caller.Identity!.AuthenticationType, "sub", Roles.ClaimType));
    }
}
