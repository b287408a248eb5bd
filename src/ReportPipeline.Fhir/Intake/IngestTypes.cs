using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Intake;

/// <summary>Which of R4's Bundle types are taken.</summary>
internal static class IngestTypes
{
    public static IngestType? Of(string? type, IssueList issues)
    {
        switch (type)
        {
            case "transaction":
                return IngestType.Transaction;
            case "batch":
                return IngestType.Batch;
            case "collection":
                return IngestType.Collection;
            case null:
                issues.Add(BodyIssues.BundleTypeMissing, "Bundle.type");
                return null;
            default:
                var isR4 = EnumUtility.ParseLiteral<Bundle.BundleType>(type) is not null;
                issues.Add(isR4 ? BodyIssues.BundleTypeUnsupported : BaseFhirIssues.CodeInvalid, "Bundle.type");
                return null;
        }
    }
}
