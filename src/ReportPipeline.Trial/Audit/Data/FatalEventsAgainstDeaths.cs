using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Every death has an event of grade 5, and nobody alive has one (CTCAE: grade 5 is death).</summary>
internal static class FatalEventsAgainstDeaths
{
    private const int Death = 5;

    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var arm in scope.Protocol.Arms)
        {
            var members = scope.Dataset.Subjects.Where(data => data.Subject.Arm == arm.Code).ToList();
            var fatal = members.Sum(data => FatalEvents(data).Count());
            var died = members.Count(data => data.Subject.Death is not null);
            var differing = members.Where(data => FatalEvents(data).Count() != (data.Subject.Death is null ? 0 : 1)).ToImmutableArray();
            if (differing.Length > 0)
            {
                yield return new AuditFinding(
                    "FATAL-EVENTS-AND-DEATHS-DIFFER",
                    AuditFinding.Say(
                        $"{arm.Label.English}: {fatal} adverse events of grade 5 and {died} deaths; unmatched subjects: {differing.Length}",
                        $"{arm.Label.SimplifiedChinese}：5级不良事件{fatal}例次，死亡{died}例；{differing.Length}例受试者二者不对应"),
                    arm.Code,
                    [.. differing.Select(data => data.Subject.Subject.Value)],
                    AuditSeverity.Contradiction)
                {
                    Sources = [.. differing.SelectMany(data => FatalEvents(data).SelectMany(item => item.Sources).Concat(data.Subject.SourcesOf(SubjectVariables.Death)))],
                };
            }
        }
    }

    private static IEnumerable<AdverseEventRecord> FatalEvents(SubjectData data) => data.AdverseEvents.Where(item => item.Grade == Death);
}
