using System.Collections.Immutable;
using ReportPipeline.Desk.Access;
using ReportPipeline.Desk.Language;
using ReportPipeline.Functions.Access;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The roles that a developer may take at the desk.</summary>
public static class DevelopmentRoles
{
    /// <summary>A member who reads closed reports and signs: two roles that one person usually has together.</summary>
    public const string Signer = Roles.CommitteeSign;

    /// <summary>What a sign-in link can name, hospitals included.</summary>
    public static IReadOnlyList<string> All(TrialProtocol protocol) =>
        [Roles.CommitteeOpen, Roles.CommitteeClosed, Signer, .. protocol.Sites.Select(site => Roles.OfSite(site.Id)), Roles.Operator];

    internal static bool IsOffered(TrialProtocol protocol, string role) => All(protocol).Contains(role, StringComparer.Ordinal);

    internal static IReadOnlyList<string> RolesOf(string role) => role == Signer ? [Roles.CommitteeClosed, Roles.CommitteeSign] : [role];

    internal static ImmutableArray<OfferedRole> Offered(TrialProtocol protocol, DeskWords words, string preferred) =>
        [.. All(protocol).Select(role => new OfferedRole(role, Label(protocol, words, role), role == preferred))];

    private static string Label(TrialProtocol protocol, DeskWords words, string role) => role switch
    {
        Roles.CommitteeOpen => words.Access.CommitteeOpen,
        Roles.CommitteeClosed => words.Access.CommitteeClosed,
        Signer => words.Access.CommitteeChair,
        Roles.Operator => words.Access.Operator,
        _ => protocol.Sites.First(site => Roles.OfSite(site.Id) == role).Name.In(words.Tag),
    };
}
