using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset;

/// <summary>Puts subjects into the analysis sets of ICH E9.</summary>
public static class AnalysisSetMembership
{
    /// <summary>
    /// Full analysis: enrolled and allocated. Per protocol: the same without those whom a recorded decision excludes.
    /// Safety: allocated and treated or observed, which every subject with a dated record is.
    /// </summary>
    public static ImmutableArray<SubjectData> Select(
        AnalysisSetDefinition set,
        ImmutableArray<SubjectData> subjects,
        DecisionList decisions)
    {
        var excluded = decisions.Decisions
            .Where(decision => decision.AnalysisSet == set.Id)
            .Select(decision => decision.Subject)
            .ToHashSet(StringComparer.Ordinal);
        return [.. subjects.Where(data => IsEligible(set.Kind, data) && !excluded.Contains(data.Subject.Subject.Value))];
    }

    private static bool IsEligible(AnalysisSetKind kind, SubjectData data) => kind switch
    {
        AnalysisSetKind.Safety => data.Subject.Arm is not null && data.Subject.LastKnownAliveDay is not null,
        _ => data.Subject.IsEnrolled,
    };
}
