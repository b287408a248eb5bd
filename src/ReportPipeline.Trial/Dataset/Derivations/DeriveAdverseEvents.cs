using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives the adverse events (ADAE), each under the protocol's own category and term.</summary>
public static class DeriveAdverseEvents
{
    public static ImmutableArray<AdverseEventRecord> From(SubjectFacts facts) =>
    [
        .. facts.Current
            .OfType<AdverseEventFact>()
            .Select(adverseEvent => Derive(facts, adverseEvent))
            .OrderBy(record => record.OnsetDay ?? int.MaxValue)
            .ThenBy(record => record.Category, StringComparer.Ordinal)
            .ThenBy(record => record.Term, StringComparer.Ordinal)
            .ThenBy(record => record.Sources[0], StringComparer.Ordinal),
    ];

    private static AdverseEventRecord Derive(SubjectFacts facts, AdverseEventFact adverseEvent)
    {
        var category = facts.Protocol.AdverseEvents.Categories
            .FirstOrDefault(candidate => candidate.Terms.Any(term => term.Code == adverseEvent.Term));
        return new AdverseEventRecord
        {
            Subject = facts.Subject,
            Category = category?.Code ?? AdverseEventRecord.Uncoded,
            Term = category is null ? AdverseEventRecord.Uncoded : adverseEvent.Term!,
            OnsetDay = facts.TrialDay(adverseEvent.Onset),
            Onset = adverseEvent.Onset?.ToMoment(),
            ResolvedDay = facts.TrialDay(facts.EndOf(adverseEvent.Resolved, adverseEvent.Source)),
            Grade = adverseEvent.Grade,
            Serious = adverseEvent.Serious,
            Relatedness = adverseEvent.Relatedness,
            Fatal = adverseEvent.Fatal,
            Outcome = adverseEvent.Outcome,
            Expected = adverseEvent.ExpectedInStudy,
            Sources = [adverseEvent.Source.VersionId],
        };
    }
}
