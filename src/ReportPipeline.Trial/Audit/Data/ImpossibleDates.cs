using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
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
        // A question about a record whose Patient came in another bundle names no subject: versions tell whose it is.
        var asked = scope.Dataset.Queries.Where(query => query.Code == InFuture).Select(query => query.Source.VersionId).ToHashSet(StringComparer.Ordinal);
        var counted = scope.Protocol.Endpoints.OfType<DurationEndpoint>()
            .Select(endpoint => endpoint.Parameter)
            .Where(parameter => KindOf(scope, parameter) == ParameterKind.Date)
            .ToHashSet(StringComparer.Ordinal);
        return scope.Dataset.Subjects.SelectMany(data => Deaths(data)
            .Concat(AfterArrival(scope, data, asked))
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

    private static IEnumerable<AuditFinding> AfterArrival(AuditScope scope, SubjectData data, HashSet<string> asked)
    {
        if (Records(scope, data).Where(record => IsAfterArrival(scope, data.Subject, record) || record.Sources.Any(asked.Contains)).ToList() is { Count: > 0 } later)
        {
            yield return Finding(
                data,
                string.Join(", ", later.Select(record => record.Table).Distinct()),
                AuditFinding.Say(
                    $"{later.Count} {(later.Count == 1 ? "finding, event, dose or treatment dated after its record" : "findings, events, doses or treatments dated after their records")} arrived",
                    $"{later.Count}条检查、事件、给药或合并治疗记录的日期晚于记录到达"),
                [.. later.SelectMany(record => record.Sources).Distinct(StringComparer.Ordinal)]);
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

    // A death whose day lies there has its own finding.
    private static IEnumerable<DatedRecord> Records(AuditScope scope, SubjectData data) => data.Findings
        .Where(finding => data.Subject.Death is not { AfterArrival: true } || finding.Parameter != scope.Protocol.SubjectLevel.Death)
        .Select(finding => new DatedRecord("ADFIND", finding.Day, finding.Sources))
        .Concat(data.AdverseEvents.Select(item => new DatedRecord("ADAE", item.OnsetDay, item.Sources)))
        .Concat(data.Exposures.Select(dose => new DatedRecord("ADEX", dose.Day, dose.Sources)))
        .Concat(data.ConcomitantTreatments.Select(item => new DatedRecord("ADCM", item.Day, item.Sources)));

    // One version that arrived in time is enough.
    private static bool IsAfterArrival(AuditScope scope, SubjectRecord subject, DatedRecord record) =>
        subject.Enrolment is { } entry && record is { Day: { } day, Sources: [_, ..] versions } && versions.All(version =>
            day > DeriveCompleteness.TrialDayOf(scope.Protocol, subject.Site, entry, scope.Dataset.SourceVersions[version].ReceivedAt));

    private static ParameterKind? KindOf(AuditScope scope, string parameter) => scope.Protocol.FindParameter(parameter)?.Kind;

    private static AuditFinding Finding(SubjectData data, string table, LocalizedText what, ImmutableArray<string> sources) =>
        new("IMPOSSIBLE-DATES", what, table, [data.Subject.Subject.Value], AuditSeverity.Contradiction) { Sources = sources };

    /// <param name="Day">Trial day on which it begins.</param>
    private readonly record struct DatedRecord(string Table, int? Day, ImmutableArray<string> Sources);
}
