using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>Formats that R4 prescribes and the parser lets pass: a time of day has seconds.</summary>
internal static class PrimitiveRules
{
    private const int AfterMinutes = 16;

    public static void Check(PrimitiveType primitive, ElementStack path, IssueList issues)
    {
        if (primitive is FhirDateTime { Value: { } text } && LacksSeconds(text))
        {
            issues.Add(BaseFhirIssues.ValueInvalid, path.ToString(), $"{BaseFhirIssues.ValueInvalid.Text} Type: dateTime.");
        }
    }

    // yyyy-MM-ddTHH:mm and then no second colon
    private static bool LacksSeconds(string text) =>
        text.Length > 10 && text[10] == 'T' && (text.Length <= AfterMinutes || text[AfterMinutes] != ':');
}
