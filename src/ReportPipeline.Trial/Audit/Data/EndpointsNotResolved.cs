using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>The protocol asks for an analysis and names in it what it does not declare.</summary>
internal static class EndpointsNotResolved
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope) => scope.Protocol.Endpoints.OfType<UnresolvedEndpoint>().Select(endpoint => new AuditFinding(
        "ENDPOINT-NOT-RESOLVED",
        AuditFinding.Say(
            $"the protocol asks for this analysis and does not allow it (names in it that refer to nothing, or to something that does not fit: {endpoint.Problems.Length}); it was not run, and its result gives the reason",
            $"方案要求进行该分析，却使其无法进行（其中无所指或所指不符的名称：{endpoint.Problems.Length}处）；该分析未运行，原因见其结果"),
        endpoint.Id,
        [],
        AuditSeverity.Contradiction));
}
