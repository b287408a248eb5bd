using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>R4's rules about the Bundle's own elements.</summary>
internal static class RootRules
{
    public static void Check(Bundle? bundle, IssueList issues)
    {
        if (bundle is null)
        {
            return;
        }

        if (bundle.Total is not null)
        {
            issues.Add(BaseFhirIssues.Invariant, "Bundle.total", "R4 rule bdl-1: total only in a search or history.");
        }

        if (bundle.ImplicitRules is not null)
        {
            issues.Add(BaseFhirIssues.ImplicitRules, "Bundle.implicitRules");
        }
    }
}
