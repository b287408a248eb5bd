using System.Collections.Immutable;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Issues;

/// <summary>One kind of answer that a sender can get, with a code that never changes its meaning.</summary>
/// <param name="Code">Lower-case words joined by '-', for example <c>unit-unknown</c>.</param>
/// <param name="Severity">Error and Fatal refuse the entry; the others inform.</param>
/// <param name="Type">Code of FHIR's IssueType.</param>
/// <param name="HttpStatus">Status of an answer in which this is the worst issue; 200 when it refuses nothing.</param>
/// <param name="Cause">What is wrong, in one sentence.</param>
/// <param name="Cure">What the sender can do about it, in one sentence.</param>
public sealed record IssueDefinition(
    string Code,
    IngestIssueSeverity Severity,
    string Type,
    int HttpStatus,
    string Cause,
    string Cure)
{
    /// <summary>The system under which OperationOutcome.issue.details carries <see cref="Code"/>.</summary>
    public const string System = "https://reportpipeline.example/fhir/CodeSystem/ingest-issue";

    /// <summary>True when the record is kept and a data query stays open until a new version answers it.</summary>
    public bool OpensQuery { get; init; }

    /// <summary>Cause and cure as one text.</summary>
    public string Text => $"{Cause} {Cure}";

    public bool Refuses => Severity is IngestIssueSeverity.Error or IngestIssueSeverity.Fatal;

    /// <summary>The issue about the whole Bundle, with what it is about.</summary>
    /// <param name="what">Names of the protocol; never anything that was sent.</param>
    public IngestIssue About(string what) => new(Code, Severity, "", $"{Cause} {what}. {Cure}");

    internal IngestIssue At(string path, string? text = null) => new(Code, Severity, path, text ?? Text);

    internal static IssueDefinition Refusal(string code, string type, int status, string cause, string cure) =>
        new(code, IngestIssueSeverity.Error, type, status, cause, cure);

    internal static IssueDefinition Query(string code, string type, string cause, string cure) =>
        new(code, IngestIssueSeverity.Warning, type, 200, cause, cure) { OpensQuery = true };

    /// <summary>Told to the sender; the question itself is asked when the dataset is derived.</summary>
    internal static IssueDefinition Warning(string code, string type, string cause, string cure) =>
        new(code, IngestIssueSeverity.Warning, type, 200, cause, cure);

    internal static IssueDefinition Note(string code, string type, string cause, string cure) =>
        new(code, IngestIssueSeverity.Information, type, 200, cause, cure);
}

/// <summary>Every code there is. <c>docs/issue-codes.md</c> is written from it and a test keeps the two equal.</summary>
public static class IssueCatalogue
{
    private static readonly ImmutableDictionary<string, IssueDefinition> ByCode =
        Sections.SelectMany(section => section.Definitions).ToImmutableDictionary(definition => definition.Code, StringComparer.Ordinal);

    /// <summary>The groups of the page, in its order.</summary>
    public static ImmutableArray<(string Title, ImmutableArray<IssueDefinition> Definitions)> Sections =>
    [
        ("The body", DefinitionsOf(typeof(BodyIssues))),
        ("FHIR R4 itself", DefinitionsOf(typeof(BaseFhirIssues))),
        ("Requests and references", DefinitionsOf(typeof(RequestIssues))),
        ("The trial", DefinitionsOf(typeof(TrialIssues))),
    ];

    /// <exception cref="ArgumentException">No such code.</exception>
    public static IssueDefinition Of(string code) =>
        ByCode.TryGetValue(code, out var definition) ? definition : throw new ArgumentException($"No issue code '{code}'.", nameof(code));

    private static ImmutableArray<IssueDefinition> DefinitionsOf(Type type) =>
        [.. type.GetFields().Select(field => field.GetValue(null)).OfType<IssueDefinition>()];
}
