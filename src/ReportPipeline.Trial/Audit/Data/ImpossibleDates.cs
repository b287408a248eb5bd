using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>
/// Order of time: death after entry, the end of an event or dose not before its beginning, a treatment dose and a date that an endpoint counts from
/// entry not before entry, nothing after its own arrival. Of a period only its end may lie there: the tables then hold no end, and the question
/// that was asked about it when it was read tells.
/// </summary>
internal static class ImpossibleDates
{
    /// <summary>Code of the question about a date after its arrival.</summary>
    private const string InFuture = "time-in-future";

    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        var asked = scope.Dataset.Queries.Where(query => query.Code == InFuture).ToLookup(query => query.Subject, query => query.Source);
        var counted = scope.Protocol.Endpoints.OfType<DurationEndpoint>()
            .Select(endpoint => endpoint.Parameter)
            .Where(parameter => KindOf(scope, parameter) == ParameterKind.Date)
            .ToHashSet(StringComparer.Ordinal);
        return scope.Dataset.Subjects.SelectMany(data => Deaths(data)
            .Concat(AfterArrival(data, [.. DatedAfterArrival(scope, data), .. AskedAbout(data, asked[data.Subject.Subject])]))
            .Concat(EventsAndDoses(data))
            .Concat(Findings(scope, counted, data)));
    }

    private static IEnumerable<AuditFinding> Deaths(SubjectData data)
    {
        if (data.Subject.Death is { BeforeEnrolment: true })
        {
            yield return Finding(data, "ADSL", AuditFinding.Say($"death dated before entry", $"死亡日期早于入组"), data.Subject.SourcesOf(SubjectVariables.Death));
        }

        if (data.Subject.Death is { AfterArrival: true })
        {
            yield return Finding(data, "ADSL", AuditFinding.Say($"death dated after its record arrived", $"死亡日期晚于记录到达"), data.Subject.SourcesOf(SubjectVariables.Death));
        }
    }

    private static IEnumerable<AuditFinding> AfterArrival(SubjectData data, IEnumerable<string> versions)
    {
        if (versions.Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } later)
        {
            yield return Finding(data, "ADFIND, ADAE, ADEX", AuditFinding.Say($"{later.Count} findings, events or doses dated after their records arrived", $"{later.Count}条检查、事件或给药记录的日期晚于记录到达"), [.. later]);
        }
    }

    private static IEnumerable<AuditFinding> EventsAndDoses(SubjectData data)
    {
        foreach (var item in data.AdverseEvents.Where(item => item.ResolvedDay < item.OnsetDay))
        {
            yield return Finding(data, "ADAE", AuditFinding.Say($"{item.Term} ends on trial day {item.ResolvedDay} and begins on {item.OnsetDay}", $"{item.Term}于试验第{item.ResolvedDay}天结束，却于第{item.OnsetDay}天开始"), item.Sources);
        }

        foreach (var dose in data.Exposures.Where(dose => dose.Day < 1 && dose.Status != DoseStatus.NotGiven))
        {
            yield return Finding(data, "ADEX", AuditFinding.Say($"a dose of {dose.Treatment} on trial day {dose.Day}, before entry", $"{dose.Treatment}于试验第{dose.Day}天给药，早于入组"), dose.Sources);
        }

        foreach (var dose in data.Exposures.Where(dose => (dose.End < dose.Start || dose.EndDay < dose.Day) && dose.Status != DoseStatus.NotGiven))
        {
            yield return Finding(data, "ADEX", AuditFinding.Say($"a dose of {dose.Treatment} on trial day {dose.Day} ends before it begins", $"{dose.Treatment}于试验第{dose.Day}天的给药，结束早于开始"), dose.Sources);
        }
    }

    private static IEnumerable<AuditFinding> Findings(AuditScope scope, HashSet<string> counted, SubjectData data)
    {
        foreach (var finding in data.Findings.Where(finding => finding.AnalysisValue < 1 && counted.Contains(finding.Parameter)))
        {
            yield return Finding(data, "ADFIND", AuditFinding.Say($"{finding.Parameter} is dated trial day {finding.Day}, before entry, from which its time is counted", $"{finding.Parameter}的日期为试验第{finding.Day}天，早于作为计时起点的入组"), finding.Sources);
        }

        foreach (var finding in data.Findings.Where(finding => finding.AnalysisValue < 0 && KindOf(scope, finding.Parameter) == ParameterKind.Period))
        {
            yield return Finding(data, "ADFIND", AuditFinding.Say($"{finding.Parameter} ends before it begins", $"{finding.Parameter}的结束早于开始"), finding.Sources);
        }
    }

    private static IEnumerable<string> DatedAfterArrival(AuditScope scope, SubjectData data)
    {
        return data.Subject.Enrolment is { } enrolment
            ? data.Findings.Where(finding => IsAfterArrival(finding.Day, finding.Sources, enrolment)).SelectMany(finding => finding.Sources)
                .Concat(data.AdverseEvents.Where(item => IsAfterArrival(item.OnsetDay, item.Sources, enrolment)).SelectMany(item => item.Sources))
                .Concat(data.Exposures.Where(dose => IsAfterArrival(dose.Day, dose.Sources, enrolment)).SelectMany(dose => dose.Sources))
            : [];

        // One version that arrived in time is enough.
        bool IsAfterArrival(int? day, ImmutableArray<string> versions, DateOnly entry) =>
            day is not null && !versions.IsEmpty && versions.All(version => day > DayOfArrival(version, entry));

        int DayOfArrival(string version, DateOnly entry) =>
            DeriveCompleteness.TrialDayOf(scope.Protocol, data.Subject.Site, entry, scope.Dataset.SourceVersions[version].ReceivedAt);
    }

    // A death has its own finding.
    private static IEnumerable<string> AskedAbout(SubjectData data, IEnumerable<SourceReference> asked) =>
        asked.Select(source => source.VersionId).Except(data.Subject.SourcesOf(SubjectVariables.Death), StringComparer.Ordinal);

    private static ParameterKind? KindOf(AuditScope scope, string parameter) => scope.Protocol.FindParameter(parameter)?.Kind;

    private static AuditFinding Finding(SubjectData data, string table, LocalizedText what, ImmutableArray<string> sources) =>
        new("IMPOSSIBLE-DATES", what, table, [data.Subject.Subject.Value], AuditSeverity.Contradiction) { Sources = sources };
}
