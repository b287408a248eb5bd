using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Gate;

/// <summary>One pass over an XML body.</summary>
internal static class XmlGate
{
    public static GateResult Scan(ReadOnlyMemory<byte> body, BundleLimits limits, IssueList issues)
    {
        issues.Add(BodyIssues.NotXml, "");
        return GateResult.Shut;
    }
}
