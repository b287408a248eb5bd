using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Responses;

/// <summary>Issues as an OperationOutcome: severity, type, our stable code, a text for a person, and the path.</summary>
public static class OperationOutcomes
{
    /// <param name="issues">Any number; none gives one issue that says so, because R4 demands at least one.</param>
    public static byte[] Write(IEnumerable<IngestIssue> issues, BundleFormat format) => FhirContent.Write(Build(issues), format);

    /// <summary>One issue that is not about a bundle: authentication, media type, rate limit, storage away.</summary>
    /// <exception cref="ArgumentException">No such IssueType.</exception>
    public static byte[] Write(EdgeIssue issue, BundleFormat format)
    {
        var type = EnumUtility.ParseLiteral<OperationOutcome.IssueType>(issue.Type) ?? throw new ArgumentException($"No IssueType '{issue.Type}'.", nameof(issue));
        var outcome = new OperationOutcome();
        outcome.Issue.Add(new OperationOutcome.IssueComponent
        {
            Severity = OperationOutcome.IssueSeverity.Error,
            Code = type,
            Details = new CodeableConcept(IssueDefinition.System, issue.Code),
            Diagnostics = issue.Text,
        });
        return FhirContent.Write(outcome, format);
    }

    internal static OperationOutcome Build(IEnumerable<IngestIssue> issues)
    {
        var outcome = new OperationOutcome();
        outcome.Issue.AddRange(issues.Select(ToComponent));
        if (outcome.Issue.Count == 0)
        {
            outcome.Issue.Add(new OperationOutcome.IssueComponent
            {
                Severity = OperationOutcome.IssueSeverity.Information,
                Code = OperationOutcome.IssueType.Informational,
                Diagnostics = "No issues.",
            });
        }

        return outcome;
    }

    private static OperationOutcome.IssueComponent ToComponent(IngestIssue issue)
    {
        var component = new OperationOutcome.IssueComponent
        {
            Severity = SeverityOf(issue.Severity),
            Code = EnumUtility.ParseLiteral<OperationOutcome.IssueType>(IssueCatalogue.Of(issue.Code).Type),
            Details = new CodeableConcept(IssueDefinition.System, issue.Code),
            Diagnostics = issue.Message,
        };
        if (issue.FhirPath.Length > 0)
        {
            component.Expression = [issue.FhirPath];
        }

        return component;
    }

    private static OperationOutcome.IssueSeverity SeverityOf(IngestIssueSeverity severity) => severity switch
    {
        IngestIssueSeverity.Fatal => OperationOutcome.IssueSeverity.Fatal,
        IngestIssueSeverity.Error => OperationOutcome.IssueSeverity.Error,
        IngestIssueSeverity.Warning => OperationOutcome.IssueSeverity.Warning,
        _ => OperationOutcome.IssueSeverity.Information,
    };
}

/// <summary>What keeps a request from being looked at.</summary>
/// <param name="Type">Code of FHIR's IssueType, for example <c>login</c>, <c>forbidden</c>, <c>throttled</c>, <c>transient</c>.</param>
/// <param name="Code">Our stable code.</param>
/// <param name="Text">For a person; never with data of a patient or another sender.</param>
public sealed record EdgeIssue(string Type, string Code, string Text);
