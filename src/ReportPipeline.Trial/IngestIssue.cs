namespace ReportPipeline.Trial;

/// <summary>How bad an ingest issue is; the names are those of FHIR's IssueSeverity.</summary>
public enum IngestIssueSeverity
{
    Information,
    Warning,
    Error,
    Fatal,
}

/// <summary>
/// One problem of a received bundle, told to its sender as an OperationOutcome issue. Never holds patient data.
/// </summary>
/// <param name="Code">Stable code of ours, listed in <c>docs/issue-codes.md</c>, for example <c>unit-unknown</c>.</param>
/// <param name="Severity">Error and Fatal refuse the bundle (or the batch entry); the others inform.</param>
/// <param name="FhirPath">FHIRPath of the element with the sender's own entry index, or empty for the whole bundle.</param>
/// <param name="Message">What is wrong and how to cure it, for a person.</param>
public sealed record IngestIssue(string Code, IngestIssueSeverity Severity, string FhirPath, string Message);
