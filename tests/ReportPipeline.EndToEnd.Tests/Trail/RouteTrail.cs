using ReportPipeline.Functions.Access;

namespace ReportPipeline.Tests.Trail;

/// <summary>What each route leaves in the audit trail, or why it leaves nothing.</summary>
internal static class RouteTrail
{
    /// <summary>Reading: the route, who reads, an address of it, the action of the one line that it leaves.</summary>
    /// <remarks>Placeholders stand for what the test finds: a run, a section, a result and the source behind it.</remarks>
    public static IReadOnlyList<ReadingRoute> Readings { get; } =
    [
        new("GET /api/reports/{id}", Roles.CommitteeOpen, "/api/reports/RUN", AuditAction.ReadReport),
        new("GET /api/reports/{id}/results", Roles.CommitteeClosed, "/api/reports/RUN/results", AuditAction.ReadResults),
        new("GET /api/fhir/queries", SiteRole, "/api/fhir/queries", AuditAction.ReadQueries),
        new("GET /api/fhir/completeness", SiteRole, "/api/fhir/completeness", AuditAction.ReadCompleteness),
        new("GET /api/audit", Roles.Operator, "/api/audit?limit=1", AuditAction.ReadAudit),
        new("GET /api/audit/fhir", Roles.Operator, "/api/audit/fhir?limit=1", AuditAction.ReadAudit),
        new("GET /api/desk/reports/{run}/{edition}", Roles.CommitteeClosed, "/api/desk/reports/RUN/closed", AuditAction.ReadReport),
        new("GET /api/desk/reports/{run}/{edition}/section/{key}", Roles.CommitteeClosed, "SECTION", AuditAction.ReadReport),
        new("GET /api/desk/reports/{run}/{edition}/changes", Roles.CommitteeClosed, "/api/desk/reports/RUN/closed/changes", AuditAction.ReadReport),
        new("GET /api/desk/reports/{run}/{edition}/document", Roles.CommitteeClosed, "/api/desk/reports/RUN/closed/document?language=en", AuditAction.ReadReport),
        new("GET /api/desk/reports/{run}/{edition}/result", Roles.CommitteeClosed, "RESULT", AuditAction.ReadReport),
        new("GET /api/desk/reports/{run}/{edition}/proof", Roles.CommitteeClosed, "PROOF", AuditAction.ReadReport),
        new("GET /api/desk/site/queries", SiteRole, "/api/desk/site/queries", AuditAction.ReadQueries),
        new("GET /api/desk/site/completeness", SiteRole, "/api/desk/site/completeness", AuditAction.ReadCompleteness),
        new("GET /api/desk/operation/audit", Roles.Operator, "/api/desk/operation/audit", AuditAction.ReadAudit),
    ];

    /// <summary>Writing: the test that shows the lines it leaves.</summary>
    public static IReadOnlyDictionary<string, string> Writings { get; } = new Dictionary<string, string>
    {
        ["POST /api/fhir"] = "Functions/AuditTrailTests.Submissions_AcceptedRepeatedRefusedAndUnreadable_EachLeaveALine",
        ["POST /api/reports/{id}/signatures"] = "Functions/ActRoutesTests",
        ["POST /api/reports/{id}/release"] = "Functions/ActRoutesTests",
        ["POST /api/decisions/signatures"] = "Functions/ActRoutesTests",
        ["POST /api/desk/reports/{run}/{edition}/sign"] = "Desk/CommitteeFlowTests",
        ["POST /api/desk/decisions"] = "Desk/ReleaseFlowTests",
        ["POST /api/desk/operation/reports/{run}"] = "Desk/ReleaseFlowTests",
        ["POST /RunAnalyses"] = "EndToEnd/EveryRouteTests.Readings_OfEveryRoute_LeaveOneLineEachAndSoDoesARequestedRun",
    };

    /// <summary>Neither a report nor a query nor a change: why no line is left.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions { get; } = new Dictionary<string, string>
    {
        ["GET /"] = "the host's question whether the program answers",
        ["GET /api/health/live"] = "whether the program answers",
        ["GET /api/health/ready"] = "whether storage answers",
        ["GET /api/status"] = "states and counts of the pipeline, nothing of the trial",
        ["GET /api/fhir/metadata"] = "public: what the server can do",
        ["POST /api/fhir/Bundle/$validate"] = "judges what the caller sends and keeps nothing",
        ["GET /api/fhir/receipts/{id}"] = "the caller's own receipt: a hash and a time",
        ["GET /api/reports"] = "names, times and signatures; opening one leaves a line",
        ["GET /api/reports/{id}/manifest"] = "hashes of a document, no finding of it",
        ["GET /api/reports/{id}/signature"] = "a signature over hashes",
        ["GET /api/reports/{id}/acts"] = "who signed or released, which the trail itself holds",
        ["GET /api/decisions"] = "part of the published protocol",
        ["GET /api/verification-key"] = "a public key",
        ["GET /api/desk"] = "the first page: links",
        ["GET /api/desk/reports"] = "names, times and signatures; opening one leaves a line",
        ["GET /api/desk/reports/{run}"] = "leads to the edition, which leaves a line",
        ["GET /api/desk/reports/{run}/{edition}/verify"] = "an empty form",
        ["POST /api/desk/reports/{run}/{edition}/verify"] = "compares a document that the reader already holds",
        ["GET /api/desk/reports/{run}/{edition}/sign"] = "the form to sign with, names and hashes",
        ["GET /api/desk/decisions"] = "part of the published protocol",
        ["GET /api/desk/operation/reports"] = "names, times and signatures, no finding",
        ["GET /api/desk/operation/reports/{run}"] = "the form to release with, names and hashes",
        ["GET /api/desk/site/receipts"] = "the hospital's own receipts: hashes and times",
        ["GET /api/desk/site/receipts/{id}"] = "the hospital's own receipt: a hash and a time",
        ["GET /api/desk/site/validate"] = "an empty form",
        ["POST /api/desk/site/validate"] = "judges what the caller sends and keeps nothing",
        ["GET /api/desk/operation"] = "states and counts of the pipeline",
        ["POST /api/desk/operation/ledger-check"] = "compares hashes; shows what does not hold",
        ["GET /api/desk/sign-in"] = "nobody has signed in yet",
        ["POST /api/desk/sign-in"] = "development only; the identity provider keeps its own trail of sign-ins",
        ["GET /api/desk/sign-in/elsewhere"] = "leads to the identity provider, which keeps its own trail",
        ["POST /api/desk/sign-out"] = "ends a session",
        ["GET /api/desk/sign-out/elsewhere"] = "leads to the identity provider, which keeps its own trail",
        ["GET /api/desk/language"] = "a reader's language",
        ["GET /api/desk/assets/{name}"] = "style sheet, script and icon",
        ["ANY /api/desk/{**path}"] = "answers that there is nothing",
    };

    /// <summary>Stands for the hospital whose bundles the test has sent.</summary>
    public const string SiteRole = "SITE";
}

/// <param name="Route">Method and pattern.</param>
/// <param name="Role">Who reads.</param>
/// <param name="Address">What is asked for.</param>
/// <param name="Action">The line that it leaves.</param>
internal sealed record ReadingRoute(string Route, string Role, string Address, string Action)
{
    public bool IsDesk => Address.StartsWith("/api/desk", StringComparison.Ordinal) || !Address.StartsWith('/');
}
