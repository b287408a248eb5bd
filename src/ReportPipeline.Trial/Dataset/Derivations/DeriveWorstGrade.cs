using System.Collections.Immutable;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>
/// Flags a subject's worst event of each term (AOCCIFL): the highest grade, the earliest onset of several with that grade.
/// Events without a grade are flagged only when the term has no graded one; uncoded events are no term.
/// </summary>
public static class DeriveWorstGrade
{
    /// <param name="events">One subject's events, ordered by onset, then by source.</param>
    public static ImmutableArray<AdverseEventRecord> Among(ImmutableArray<AdverseEventRecord> events)
    {
        var worst = events
            .Where(item => item.Term != AdverseEventRecord.Uncoded)
            .GroupBy(item => (item.Category, item.Term))
            .Select(term => term.MaxBy(item => item.Grade ?? 0)!)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. events.Select(item => worst.Contains(item) ? item with { IsWorstOfTerm = true } : item)];
    }
}
