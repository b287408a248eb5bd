using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Doses, findings, events and concomitant treatments that begin after the subject's death, stays and events that end after it.</summary>
internal static class RecordsAfterDeath
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var data in scope.Dataset.Subjects)
        {
            if (data.Subject.Death is not { Day: { } death })
            {
                continue;
            }

            var doses = data.Exposures.Where(dose => dose.Day > death && dose.Status != DoseStatus.NotGiven).ToList();
            if (doses.Count > 0)
            {
                yield return new AuditFinding(
                    "DOSE-AFTER-DEATH",
                    AuditFinding.Say($"{doses.Count} doses after the death on trial day {death}", $"试验第{death}天死亡之后仍有{doses.Count}次给药"),
                    "ADEX",
                    [data.Subject.Subject.Value],
                    AuditSeverity.Contradiction)
                { Sources = [.. doses.SelectMany(dose => dose.Sources)] };
            }

            var later = After(scope, data, death).ToList();
            if (later.Count > 0)
            {
                yield return new AuditFinding(
                    "RECORDS-AFTER-DEATH",
                    AuditFinding.Say(
                        $"{later.Count} findings, events or treatments begin or end after the death on trial day {death}",
                        $"试验第{death}天死亡之后仍有{later.Count}条检查、事件或合并治疗记录开始或结束"),
                    string.Join(", ", later.Select(record => record.Table).Distinct()),
                    [data.Subject.Subject.Value],
                    AuditSeverity.Contradiction)
                { Sources = [.. later.SelectMany(record => record.Sources)] };
            }
        }
    }

    private static IEnumerable<(string Table, ImmutableArray<string> Sources)> After(AuditScope scope, SubjectData data, int death) =>
    [
        .. data.Findings.Where(finding => finding.Day > death || EndOfStay(scope, finding) > death).Select(finding => ("ADFIND", finding.Sources)),
        .. data.AdverseEvents.Where(item => item.OnsetDay > death || item.ResolvedDay > death).Select(item => ("ADAE", item.Sources)),
        .. data.ConcomitantTreatments.Where(item => item.Day > death).Select(item => ("ADCM", item.Sources)),
    ];

    // There is no day 0: a stay that begins before day 1 ends one day later than its length says.
    private static decimal? EndOfStay(AuditScope scope, FindingRecord finding) =>
        finding is { Day: { } start, AnalysisValue: { } length } && scope.Protocol.FindParameter(finding.Parameter)?.Kind == ParameterKind.Period
            ? start + length + (start < 0 && start + length >= 0 ? 1 : 0)
            : null;
}
