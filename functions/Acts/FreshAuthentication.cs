using System.Globalization;
using System.Security.Claims;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions.Acts;

/// <summary>How old the authentication behind an act may be.</summary>
/// <param name="Limit">Age of the claim <c>auth_time</c>; the setting <c>Signing__MaximumAuthenticationAgeMinutes</c>.</param>
internal sealed record FreshAuthentication(TimeSpan Limit)
{
    /// <summary>The server's clock and the issuer's may differ by this much, as everywhere with tokens.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When the caller proved who they are. Only <c>auth_time</c> (OpenID Connect Core, section 2) says so: <c>iat</c> is
    /// renewed by a refresh token, without anybody signing in.
    /// </summary>
    public static DateTimeOffset? TimeOf(ClaimsPrincipal caller) =>
        long.TryParse(caller.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Why the caller has to sign in again, or null when the authentication is fresh.</summary>
    public EdgeError? Refuse(ClaimsPrincipal caller, DateTimeOffset now) => TimeOf(caller) switch
    {
        null => ActRefusal.AuthenticationTimeUnknown,
        { } at when now - at > Limit || at - now > Skew => ActRefusal.NotFresh(Limit),
        _ => null,
    };
}
