using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>Every page of the desk with the role that opens it. <c>{run}</c> stands for the newest run.</summary>
internal static class DeskPages
{
    public const string Site = "site:renmin-wuhan";

    public static readonly (string Name, string Role, string Address)[] All =
    [
        ("sign-in", "", "/api/desk/sign-in"),
        ("home", Roles.CommitteeClosed, "/api/desk"),
        ("reports", Roles.CommitteeClosed, "/api/desk/reports"),
        ("report-overview", Roles.CommitteeClosed, "/api/desk/reports/{run}/closed"),
        ("report-overview-open", Roles.CommitteeOpen, "/api/desk/reports/{run}/open"),
        ("report-changes", Roles.CommitteeClosed, "/api/desk/reports/{run}/closed/changes"),
        ("report-origin", Roles.CommitteeClosed, "/api/desk/reports/{run}/closed/result?id=T4%2Ffull%2FMSC%2Foutcome%2Fn"),
        ("report-verify", Roles.CommitteeClosed, "/api/desk/reports/{run}/closed/verify"),
        ("report-sign", Roles.CommitteeSign, "/api/desk/reports/{run}/closed/sign"),
        ("decisions", Roles.CommitteeSign, "/api/desk/decisions"),
        ("receipts", Site, "/api/desk/site/receipts"),
        ("queries", Site, "/api/desk/site/queries"),
        ("completeness", Site, "/api/desk/site/completeness"),
        ("validate", Site, "/api/desk/site/validate"),
        ("operation", Roles.Operator, "/api/desk/operation"),
        ("releases", Roles.Operator, "/api/desk/operation/reports"),
        ("release", Roles.Operator, "/api/desk/operation/reports/{run}"),
        ("audit", Roles.Operator, "/api/desk/operation/audit"),
        ("forbidden", Roles.Operator, "/api/desk/reports"),
        ("not-found", Roles.Operator, "/api/desk/nowhere"),
    ];
}
