using System.Security.Claims;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Access;

/// <summary>The roles that a token can carry. What each may do is decided at the routes, by policy.</summary>
public static class Roles
{
    public const string ClaimType = "roles";
    public const string SitePrefix = "site:";
    public const string CommitteeOpen = "committee.open";
    public const string CommitteeClosed = "committee.closed";
    public const string CommitteeSign = "committee.sign";
    public const string Operator = "operator";

    /// <summary>Every role that belongs to no site.</summary>
    public static IReadOnlyList<string> WithoutSite { get; } = [CommitteeOpen, CommitteeClosed, CommitteeSign, Operator];

    public static string OfSite(string site) => SitePrefix + site;

    /// <summary>The one site the caller speaks for; null when there is none, or more than one.</summary>
    internal static SiteId? SiteOf(ClaimsPrincipal caller)
    {
        var sites = caller.FindAll(ClaimType)
            .Select(claim => claim.Value)
            .Where(role => role.StartsWith(SitePrefix, StringComparison.Ordinal))
            .Select(role => role[SitePrefix.Length..])
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return sites is [var site] && SiteId.IsValid(site) ? new SiteId(site) : null;
    }
}
