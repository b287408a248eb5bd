using static ReportPipeline.Fhir.Issues.IssueDefinition;

namespace ReportPipeline.Fhir.Issues;

/// <summary>What an entry asks for, and what it points to.</summary>
public static class RequestIssues
{
    public static readonly IssueDefinition Missing = Refusal("request-missing", "required", 400,
        "An entry of a transaction or batch has no request.", "Add request.method and request.url.");

    public static readonly IssueDefinition Unexpected = Refusal("request-unexpected", "structure", 400,
        "This element is not allowed in this type of Bundle (rules bdl-2, bdl-3 and bdl-4).", "Remove it, or choose the Bundle type that fits.");

    public static readonly IssueDefinition ResourceMissing = Refusal("resource-missing", "required", 400,
        "The entry has no resource.", "POST and PUT need the resource.");

    public static readonly IssueDefinition VerbUnsupported = Refusal("verb-unsupported", "not-supported", 405,
        "Only POST and PUT are taken: nothing is read, patched or deleted here.", "To withdraw a record send a new version with status entered-in-error.");

    public static readonly IssueDefinition UrlInvalid = Refusal("request-url-invalid", "value", 400,
        "request.url does not fit the method and the resource.", "Use 'Type' with POST and 'Type/id' with PUT, relative to this server, with the type of the resource.");

    public static readonly IssueDefinition IdMismatch = Refusal("id-mismatch", "value", 400,
        "The id of a PUT resource is missing or is not the id in its URL.", "Make resource.id and request.url agree.");

    public static readonly IssueDefinition ConditionUnsupported = Refusal("condition-unsupported", "not-supported", 412,
        "This condition cannot be checked: this server keeps no search index.", "Use ifNoneExist on POST with exactly one 'identifier=system|value'.");

    public static readonly IssueDefinition ConditionMismatch = Refusal("condition-mismatch", "value", 400,
        "ifNoneExist names an identifier that the resource does not carry.", "Use one of the identifiers of the resource.");

    public static readonly IssueDefinition VersionMismatch = Refusal("version-mismatch", "conflict", 412,
        "The version in ifMatch is not the current one, or not one that was accepted here.",
        "Send ifMatch with the etag of the last accepted version, as W/\"…\", or leave it out.");

    public static readonly IssueDefinition ResourceExists = Note("resource-exists", "informational",
        "A resource with the identifier in ifNoneExist was received before: this is its next version, under the same id.",
        "Nothing to do; PUT under the id in response.location says the same more plainly.");

    public static readonly IssueDefinition IdentityOverlap = Refusal("identity-overlap", "duplicate", 400,
        "Two entries are about the same resource.", "Send one version of a resource per transaction.");

    public static readonly IssueDefinition FullUrlDuplicate = Refusal("full-url-duplicate", "duplicate", 400,
        "Two entries have the same fullUrl (rule bdl-7).", "Give each entry a fullUrl of its own.");

    public static readonly IssueDefinition FullUrlInvalid = Refusal("full-url-invalid", "value", 400,
        "A fullUrl must be absolute, name no version (rule bdl-8) and end in the id of its resource if it is a URL.", "Use urn:uuid: or the URL of the resource.");

    public static readonly IssueDefinition ContainedMissing = Refusal("contained-missing", "not-found", 400,
        "A reference points to a contained resource that is not there (rule ref-1).", "Contain the resource, with the id behind '#'.");

    public static readonly IssueDefinition ReferenceUnresolved = Refusal("reference-unresolved", "not-found", 400,
        "A reference points to a urn that no entry of the Bundle has as its fullUrl.", "Add the entry, or refer to the resource by its URL.");

    public static readonly IssueDefinition ReferenceInvalid = Refusal("reference-invalid", "value", 400,
        "This is no reference: R4 knows 'Type/id', absolute URLs, urn:uuid:, urn:oid:, '#id' and conditional references.", "Use one of these forms.");

    public static readonly IssueDefinition ReferenceTargetElsewhere = Warning("reference-target-elsewhere", "value",
        "The reference points to a resource type that R4 does not allow here; the trial reads nothing from this element.", "Refer to one of the allowed types.");

    public static readonly IssueDefinition ReferenceTarget = Refusal("reference-target", "value", 400,
        "The reference points to a resource type that R4 does not allow here.", "Refer to one of the allowed types.");
}
