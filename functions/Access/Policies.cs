using Microsoft.AspNetCore.Authorization;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Access;

/// <summary>What a route asks of its caller.</summary>
internal static class Policies
{
    public const string Site = "site";
    public const string Committee = "committee";
    public const string CommitteeClosed = "committee.closed";
    public const string Operator = "operator";
    public const string Sign = "sign";
    public const string Acts = "acts";

    public static void Add(AuthorizationOptions options, TrialProtocol protocol)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(Site, policy => policy.RequireAssertion(context =>
            Roles.SiteOf(context.User) is { } site && protocol.FindSite(site) is not null));
        options.AddPolicy(Committee, policy => policy.RequireRole(Roles.CommitteeOpen, Roles.CommitteeClosed));
        options.AddPolicy(CommitteeClosed, policy => policy.RequireRole(Roles.CommitteeClosed));
        options.AddPolicy(Sign, policy => policy.RequireRole(Roles.CommitteeSign));
        options.AddPolicy(Acts, policy => policy.RequireRole(Roles.CommitteeOpen, Roles.CommitteeClosed, Roles.CommitteeSign, Roles.Operator));
        options.AddPolicy(Operator, policy => policy.RequireRole(Roles.Operator));
    }
}
