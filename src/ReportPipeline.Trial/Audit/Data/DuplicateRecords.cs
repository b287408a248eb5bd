using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>
/// The same event, the same dose or the same finding with the same value of one subject, recorded twice on one day. A finding taken again
/// with another value is a second measurement; the same value may be one too, as the record holds no time of day: it is worth a look.
/// </summary>
internal static class DuplicateRecords
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope) => scope.Dataset.Subjects.SelectMany(data => Events(data).Concat(Doses(data)).Concat(Findings(data)));

    private static IEnumerable<AuditFinding> Events(SubjectData data) => Repeated(
        data, ("ADAE", AuditSeverity.Question), data.AdverseEvents
            .Where(item => item.OnsetDay is not null && item.Term != AdverseEventRecord.Uncoded)
            .GroupBy(item => new Recorded(item.Term, item.OnsetDay, item.Grade), item => item.Sources));

    private static IEnumerable<AuditFinding> Doses(SubjectData data) => Repeated(
        data, ("ADEX", AuditSeverity.Question), data.Exposures
            .Where(dose => dose is { Day: not null, Status: not DoseStatus.NotGiven })
            .GroupBy(dose => new Recorded(dose.Treatment, dose.Day), dose => dose.Sources));

    private static IEnumerable<AuditFinding> Findings(SubjectData data) => Repeated(
        data, ("ADFIND", AuditSeverity.Note), data.Findings
            .Where(finding => finding.Day is not null && (finding.AnalysisValue is not null || finding.CodedValue is not null))
            .GroupBy(finding => new Recorded(finding.Parameter, finding.Day, finding.AnalysisValue, $"{finding.Comparator}{finding.CodedValue}"), finding => finding.Sources));

    private static IEnumerable<AuditFinding> Repeated(
        SubjectData data, (string Name, AuditSeverity Severity) table, IEnumerable<IGrouping<Recorded, ImmutableArray<string>>> groups) => groups
        .Where(group => group.SelectMany(sources => sources).Distinct(StringComparer.Ordinal).Skip(1).Any())
        .Select(group => new AuditFinding(
            "DUPLICATE-RECORDS",
            AuditFinding.Say(
                $"{group.Key.Code} is recorded {group.Count()} times on trial day {group.Key.Day}",
                $"{group.Key.Code}在试验第{group.Key.Day}天记录了{group.Count()}次"),
            table.Name,
            [data.Subject.Subject.Value],
            table.Severity)
        {
            Sources = [.. group.SelectMany(sources => sources)],
        });

    /// <summary>What two records share that are perhaps one.</summary>
    private sealed record Recorded(string Code, int? Day, decimal? Amount = null, string? Text = null);
}
