namespace ReportPipeline.Functions.Answers;

/// <summary>What can go wrong before a bundle's content is looked at. No message quotes what was sent.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="FhirIssueType">Code of FHIR's IssueType.</param>
/// <param name="Code">Our stable code, listed in <c>docs/issue-codes.md</c>.</param>
/// <param name="Message">What is wrong and how to cure it.</param>
internal sealed record EdgeError(int Status, string FhirIssueType, string Code, string Message)
{
    public static readonly EdgeError NotAuthenticated = new(401, "login", "not-authenticated",
        "Send 'Authorization: Bearer <token>' with a token of the configured issuer that has not expired.");

    public static readonly EdgeError NotAllowed = new(403, "forbidden", "not-allowed",
        "The token is valid, but its role does not allow this.");

    public static readonly EdgeError NoSite = new(403, "forbidden", "site-not-mapped",
        "The token is valid, but it does not speak for exactly one hospital of this trial: its client id (claim azp or appid) is not mapped to a site. "
        + "Ask the operator to list the client id under Authentication:Clients; a development token names its site with 'token --site ID'.");

    public static readonly EdgeError NotFound = new(404, "not-found", "not-found", "There is nothing here under this name.");

    public static readonly EdgeError NoRunYet = new(404, "not-found", "no-run-yet",
        "No analysis run has finished yet; what was accepted is listed after the next one.");

    public static readonly EdgeError FilterUnknown = new(400, "invalid", "filter-unknown",
        "A filter is not one of those that docs/audit-trail.md lists, or its value cannot be read.");

    public static readonly EdgeError MethodNotAllowed = new(405, "not-supported", "method-not-allowed",
        "This address does not take this HTTP method; the Allow header names those it takes.");

    public static readonly EdgeError Encoding = new(415, "not-supported", "content-encoding-not-supported",
        "The body may be plain or gzip; no other Content-Encoding is read.");

    public static readonly EdgeError MediaType = new(415, "not-supported", "media-type-not-supported",
        "Send application/fhir+json or application/fhir+xml, in UTF-8, with fhirVersion=4.0 if any.");

    public static readonly EdgeError NotAcceptable = new(406, "not-supported", "media-type-not-acceptable",
        "The answer can be application/fhir+json or application/fhir+xml.");

    public static readonly EdgeError BrokenGzip = new(400, "structure", "gzip-broken",
        "The body begins as gzip but cannot be inflated to its end, or something follows that end.");

    public static readonly EdgeError BodyIncomplete = new(400, "structure", "body-incomplete",
        "The body ended before it was complete. Send it again.");

    public static readonly EdgeError TooManyRequests = new(429, "throttled", "too-many-requests",
        "Too many requests from this sender. Send again after the time in Retry-After.");

    public static readonly EdgeError StorageAway = new(503, "transient", "storage-unavailable",
        "The bundle store is not available and nothing was acknowledged. Send the same request again after the time in Retry-After.");

    public static readonly EdgeError Fault = new(500, "exception", "internal-error",
        "The server failed and nothing was acknowledged. The fault is logged; send the same request again later.");

    public static EdgeError TooLarge(string what, int limit) => new(413, "too-long", "body-too-large",
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"The {what} body is larger than {limit} bytes. Split the bundle."));

    /// <summary>The error for a status that the web framework chose by itself, such as 404 for an unknown address.</summary>
    public static EdgeError Of(int status) => status switch
    {
        401 => NotAuthenticated,
        403 => NotAllowed,
        404 => NotFound,
        405 => MethodNotAllowed,
        >= 500 => Fault,
        _ => new EdgeError(status, "invalid", "request-invalid", "The request cannot be read as HTTP."),
    };
}
