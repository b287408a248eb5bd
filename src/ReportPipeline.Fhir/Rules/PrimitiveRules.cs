using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>Formats that R4 prescribes and the parser lets pass: a time of day has seconds.</summary>
internal static partial class PrimitiveRules
{
    public static void Check(PrimitiveType primitive, string path, IssueList issues)
    {
        if (primitive is FhirDateTime { Value: { } text } && TimeWithoutSeconds().IsMatch(text))
        {
            issues.Add(BaseFhirIssues.ValueInvalid, path, $"{BaseFhirIssues.ValueInvalid.Text} Type: dateTime.");
        }
    }

    [GeneratedRegex(@"T[0-9]{2}:[0-9]{2}(Z|[+-]|\z)", RegexOptions.NonBacktracking)]
    private static partial Regex TimeWithoutSeconds();
}
