using ReportPipeline.Fhir.Gate;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Parsing;

internal static class XmlBundleParser
{
    public static ParsedBundle Parse(ReadOnlyMemory<byte> body, GateResult gate, IssueList issues) => new(null, []);
}
