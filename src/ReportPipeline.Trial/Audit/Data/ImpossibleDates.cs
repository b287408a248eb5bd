using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Order of time: death after entry, the end of an event not before its onset, a treatment dose and a date that an endpoint counts from entry not before entry.</summary>
internal static class ImpossibleDates
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        var counted = scope.Protocol.Endpoints.OfType<DurationEndpoint>()
            .Select(endpoint => endpoint.Parameter)
            .Where(parameter => scope.Protocol.FindParameter(parameter)?.Kind == ParameterKind.Date)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var data in scope.Dataset.Subjects)
        {
            if (data.Subject.Death is { BeforeEnrolment: true })
            {
                yield return Finding(data, "ADSL", AuditFinding.Say($"death dated before entry", $"死亡日期早于入组"), data.Subject.SourcesOf(SubjectVariables.Death));
            }

            foreach (var item in data.AdverseEvents.Where(item => item.ResolvedDay < item.OnsetDay))
            {
                yield return Finding(data, "ADAE", AuditFinding.Say($"{item.Term} ends on trial day {item.ResolvedDay} and begins on {item.OnsetDay}", $"{item.Term}于试验第{item.ResolvedDay}天结束，却于第{item.OnsetDay}天开始"), item.Sources);
            }

            foreach (var dose in data.Exposures.Where(dose => dose.Day < 1 && dose.Status != DoseStatus.NotGiven))
            {
                yield return Finding(data, "ADEX", AuditFinding.Say($"a dose of {dose.Treatment} on trial day {dose.Day}, before entry", $"{dose.Treatment}于试验第{dose.Day}天给药，早于入组"), dose.Sources);
            }

            foreach (var finding in data.Findings.Where(finding => finding.AnalysisValue < 1 && counted.Contains(finding.Parameter)))
            {
                yield return Finding(data, "ADFIND", AuditFinding.Say($"{finding.Parameter} is dated trial day {finding.Day}, before entry, from which its time is counted", $"{finding.Parameter}的日期为试验第{finding.Day}天，早于作为计时起点的入组"), finding.Sources);
            }

            foreach (var finding in data.Findings.Where(finding => finding.AnalysisValue < 0 && scope.Protocol.FindParameter(finding.Parameter)?.Kind == ParameterKind.Period))
            {
                yield return Finding(data, "ADFIND", AuditFinding.Say($"{finding.Parameter} ends before it begins", $"{finding.Parameter}的结束早于开始"), finding.Sources);
            }
        }
    }

    private static AuditFinding Finding(SubjectData data, string table, LocalizedText what, System.Collections.Immutable.ImmutableArray<string> sources) =>
        new("IMPOSSIBLE-DATES", what, table, [data.Subject.Subject.Value], AuditSeverity.Contradiction) { Sources = sources };
}
