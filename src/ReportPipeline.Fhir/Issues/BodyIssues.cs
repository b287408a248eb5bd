using static ReportPipeline.Fhir.Issues.IssueDefinition;

namespace ReportPipeline.Fhir.Issues;

/// <summary>Found by the gate, before anything is parsed in full.</summary>
public static class BodyIssues
{
    public static readonly IssueDefinition Empty = Refusal("body-empty", "structure", 400,
        "The body is empty.", "Send a Bundle.");

    public static readonly IssueDefinition TooLarge = Refusal("body-too-large", "too-long", 413,
        "The body is larger than this server takes.", "Send several smaller bundles.");

    public static readonly IssueDefinition TooManyEntries = Refusal("too-many-entries", "too-long", 413,
        "The Bundle has more entries than this server takes.", "Send several smaller bundles.");

    public static readonly IssueDefinition EntryTooComplex = Refusal("entry-too-complex", "too-long", 413,
        "The entry has more elements than this server takes in one resource.", "Split the resource.");

    public static readonly IssueDefinition TooDeep = Refusal("nesting-too-deep", "too-long", 400,
        "The body is nested more deeply than this server takes.", "No R4 resource needs such depth: check the program that wrote it.");

    public static readonly IssueDefinition NotUtf8 = Refusal("not-utf8", "structure", 400,
        "The body is not UTF-8.", "Encode it as UTF-8; a byte order mark is fine.");

    public static readonly IssueDefinition NotJson = Refusal("not-json", "structure", 400,
        "The body is not JSON: it breaks off or breaks JSON's grammar.", "Send one complete JSON object, without comments, trailing commas, NaN or Infinity.");

    public static readonly IssueDefinition NotXml = Refusal("not-xml", "structure", 400,
        "The body is not well-formed XML: it breaks off or breaks XML's grammar.", "Send one complete XML document.");

    public static readonly IssueDefinition DocumentType = Refusal("xml-document-type", "security", 400,
        "The XML has a document type declaration or an entity of its own.", "Remove it: FHIR allows neither.");

    public static readonly IssueDefinition TrailingContent = Refusal("trailing-content", "structure", 400,
        "Something follows the end of the Bundle.", "Send one Bundle and nothing after it.");

    public static readonly IssueDefinition DuplicateName = Refusal("duplicate-name", "structure", 400,
        "A JSON object has the same name twice.", "Send each name once; repeat values in an array.");

    public static readonly IssueDefinition InvalidCharacter = Refusal("invalid-character", "value", 400,
        "A string holds a control character or half of a surrogate pair.", "Send text without control characters other than tab, line feed and carriage return.");

    public static readonly IssueDefinition NumberTooPrecise = Query("number-too-precise", "value",
        "A number has more digits than can be kept exactly (at most 28, 28 before and 28 after the point): no number of its resource is analysed.",
        "Send the number with the precision of the measurement.");

    public static readonly IssueDefinition NotABundle = Refusal("not-a-bundle", "structure", 400,
        "The root is not a Bundle.", "Wrap the resource in a Bundle of type transaction, batch or collection.");

    public static readonly IssueDefinition BundleTypeMissing = Refusal("bundle-type-missing", "required", 400,
        "The Bundle has no type.", "Set Bundle.type to transaction, batch or collection.");

    public static readonly IssueDefinition BundleTypeUnsupported = Refusal("bundle-type-unsupported", "not-supported", 422,
        "This Bundle type cannot be ingested.", "Send a transaction, a batch or a collection.");

    public static readonly IssueDefinition EntryNotAnObject = Refusal("entry-not-an-object", "structure", 400,
        "Bundle.entry must be an array of objects.", "Send each entry as an object in the array Bundle.entry.");

    public static readonly IssueDefinition EmptyEntryList = Note("empty-entry-list", "informational",
        "The entry list is empty.", "Nothing to do; leave the list out next time, since FHIR forbids empty arrays.");

    public static readonly IssueDefinition MoreIssues = Note("more-issues", "too-costly",
        "There are more issues than one answer lists.", "Cure the listed ones and send again.");
}
