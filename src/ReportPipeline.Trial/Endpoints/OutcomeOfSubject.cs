using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Whether a subject has the outcome; null when the records do not tell.</summary>
public readonly record struct SubjectResult(bool? HasOutcome, ImmutableArray<string> Sources)
{
    /// <summary>Whether the subject has a record that counts; the sources are those of all that do.</summary>
    internal static SubjectResult Having<TRecord>(
        ReadOnlySpan<TRecord> records, Func<TRecord, bool> counts, Func<TRecord, ImmutableArray<string>> sourcesOf)
    {
        // Asked of everyone for every term and visit: no list is made where there is nothing.
        var (has, sources) = (false, ImmutableArray<string>.Empty);
        foreach (var record in records)
        {
            if (counts(record))
            {
                (has, sources) = (true, sources.IsEmpty ? sourcesOf(record) : sources.AddRange(sourcesOf(record)));
            }
        }

        return new SubjectResult(has, sources);
    }
}

/// <summary>Decides a yes/no outcome subject by subject.</summary>
public sealed class OutcomeOfSubject(TrialProtocol protocol, SubjectOutcome outcome)
{
    public SubjectResult Of(SubjectData data) => outcome.Kind switch
    {
        SubjectOutcomeKind.Survived => Survived(data),
        SubjectOutcomeKind.AdverseEvent => HadAdverseEvent(data),
        SubjectOutcomeKind.Finding => HadFinding(data),
        _ => throw new InvalidOperationException($"No rule exists for outcome {outcome.Kind}."),
    };

    private SubjectResult Survived(SubjectData data) => DeriveDisposition.From(data.Subject, protocol).End switch
    {
        FollowUpEnd.Died => new SubjectResult(false, data.Subject.SourcesOf(SubjectVariables.Death)),
        FollowUpEnd.Completed => new SubjectResult(true, data.Subject.SourcesOf(SubjectVariables.LastKnownAlive)),
        _ => new SubjectResult(null, []),
    };

    private SubjectResult HadAdverseEvent(SubjectData data) =>
        SubjectResult.Having(data.AdverseEvents.AsSpan(), item => outcome.Term is null || item.Term == outcome.Term, item => item.Sources);

    private SubjectResult HadFinding(SubjectData data)
    {
        var readings = data.FindingsOf(outcome.Parameter!)
            .Where(finding => finding.CodedValue is not null)
            .Where(finding => outcome.Visit is null || (finding.Visit == outcome.Visit && finding.RepresentsVisit))
            .ToList();
        return readings.Count == 0
            ? new SubjectResult(null, [])
            : new SubjectResult(readings.Exists(finding => finding.CodedValue == outcome.Value), [.. readings.SelectMany(finding => finding.Sources)]);
    }
}
