using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Lengths of stay compared by rank although some of them ended by death: an early death ranks as an early discharge.</summary>
internal static class DeathEndsStay
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var endpoint in scope.Protocol.Endpoints.OfType<DurationEndpoint>().Where(endpoint => IsPeriod(scope, endpoint)))
        {
            foreach (var set in endpoint.AnalysisSets)
            {
                var cut = scope.Dataset.In(set).Where(data => data.Subject.Death is { Day: not null } && HasStay(data, endpoint)).ToList();
                if (cut.Count > 0)
                {
                    yield return new AuditFinding(
                        "DEATH-ENDS-STAY",
                        AuditFinding.Say(
                            $"{cut.Count} of the compared lengths of stay belong to subjects who died; ranks take a stay that death ended for a short stay. Death competes with discharge: cumulative incidence is the comparison",
                            $"所比较的住院时间中有{cut.Count}例受试者死亡；秩检验把因死亡而终止的住院当作住院时间短。死亡与出院竞争，应比较累积发生率"),
                        $"{endpoint.Id}/{set}",
                        [.. cut.Select(data => data.Subject.Subject.Value)],
                        AuditSeverity.Contradiction)
                    {
                        Sources = [.. cut.SelectMany(data => data.Subject.SourcesOf(SubjectVariables.Death))],
                    };
                }
            }
        }
    }

    private static bool IsPeriod(AuditScope scope, DurationEndpoint endpoint) => scope.Protocol.FindParameter(endpoint.Parameter)?.Kind == ParameterKind.Period;

    private static bool HasStay(SubjectData data, DurationEndpoint endpoint) =>
        data.FindingsOf(endpoint.Parameter).Any(finding => finding.AnalysisValue is not null);
}
