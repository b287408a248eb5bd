using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Doses, findings and events that begin after the subject's death.</summary>
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

            List<System.Collections.Immutable.ImmutableArray<string>> later =
            [
                .. data.Findings.Where(finding => finding.Day > death).Select(finding => finding.Sources),
                .. data.AdverseEvents.Where(item => item.OnsetDay > death).Select(item => item.Sources),
            ];
            if (later.Count > 0)
            {
                yield return new AuditFinding(
                    "RECORDS-AFTER-DEATH",
                    AuditFinding.Say($"{later.Count} findings or events after the death on trial day {death}", $"试验第{death}天死亡之后仍有{later.Count}条检查或事件记录"),
                    "ADFIND, ADAE",
                    [data.Subject.Subject.Value],
                    AuditSeverity.Contradiction)
                { Sources = [.. later.SelectMany(sources => sources)] };
            }
        }
    }
}
