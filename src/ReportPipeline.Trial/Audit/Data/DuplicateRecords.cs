using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>The same event, or the same dose, of one subject recorded twice on one day.</summary>
internal static class DuplicateRecords
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope) => scope.Dataset.Subjects.SelectMany(data =>
        Repeated(data, "ADAE", data.AdverseEvents
                .Where(item => item.OnsetDay is not null && item.Term != AdverseEventRecord.Uncoded)
                .GroupBy(item => (item.Term, item.OnsetDay, item.Grade), item => item.Sources))
            .Concat(Repeated(data, "ADEX", data.Exposures
                .Where(dose => dose is { Day: not null, Status: not DoseStatus.NotGiven })
                .GroupBy(dose => (dose.Treatment, dose.Day, (int?)null), dose => dose.Sources))));

    private static IEnumerable<AuditFinding> Repeated(
        SubjectData data,
        string table,
        IEnumerable<IGrouping<(string Code, int? Day, int? Grade), System.Collections.Immutable.ImmutableArray<string>>> groups) => groups
        .Where(group => group.Count() > 1)
        .Select(group => new AuditFinding(
            "DUPLICATE-RECORDS",
            AuditFinding.Say(
                $"{group.Key.Code} is recorded {group.Count()} times on trial day {group.Key.Day}",
                $"{group.Key.Code}在试验第{group.Key.Day}天记录了{group.Count()}次"),
            table,
            [data.Subject.Subject.Value],
            AuditSeverity.Question)
        {
            Sources = [.. group.SelectMany(sources => sources)],
        });
}
