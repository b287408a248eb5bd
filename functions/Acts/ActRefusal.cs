using System.Globalization;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions.Acts;

/// <summary>Why an act is not done, as it is answered. Each is listed in <c>docs/acts.md</c>.</summary>
internal static class ActRefusal
{
    public static readonly EdgeError RequestUnreadable = new(400, "structure", "act-unreadable",
        "The body is not JSON with the fields that docs/acts.md lists.");

    public static readonly EdgeError ReasonMissing = new(422, "required", "reason-missing",
        "A rejection needs a reason of at most 2000 characters; other meanings take none.");

    public static readonly EdgeError NameUnknown = new(403, "login", "name-unknown",
        "The token carries no name or no subject, so the act could not show who did it. Ask for a token with the claims 'name' and 'sub'.");

    public static readonly EdgeError AuthenticationTimeUnknown = new(403, "login", "authentication-time-unknown",
        "The token does not say when its bearer signed in. Ask the issuer for the claim 'auth_time'.");

    public static readonly EdgeError UnknownDocument = new(404, "not-found", "document-unknown",
        "No complete report has this document.");

    public static readonly EdgeError OtherBytes = new(409, "conflict", "document-differs",
        "The document's SHA-256 is another than the one given: read the document again and sign what it says.");

    public static readonly EdgeError AlreadySigned = new(409, "duplicate", "already-signed",
        "This person has signed this document with this meaning before; the first signature stands.");

    public static readonly EdgeError Rejected = new(409, "business-rule", "report-rejected",
        "It has been rejected; nothing can be signed or released after that.");

    public static readonly EdgeError AlreadyReleased = new(409, "business-rule", "report-released",
        "It has been released; nothing can be signed or released after that.");

    public static readonly EdgeError NotApproved = new(409, "business-rule", "report-not-approved",
        "No committee member has approved a document of this report.");

    public static readonly EdgeError DecisionsNotApproved = new(409, "business-rule", "decisions-not-approved",
        "The decision list behind the report has not been approved, or has been rejected.");

    public static readonly EdgeError ProtocolSuperseded = new(409, "business-rule", "protocol-superseded",
        "The report was made under another protocol or decision list than the one in use; release the report that the next run makes.");

    public static EdgeError NotFresh(TimeSpan limit) => new(403, "login", "authentication-not-fresh",
        string.Create(CultureInfo.InvariantCulture, $"Signing needs an authentication within the last {limit.TotalMinutes:0} minutes. Sign in again."));
}
