using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>
/// Exclusions from a set of the primary endpoint that all fall in one arm and move that arm's primary result, as printed. Of an endpoint
/// without one figure per arm (see <see cref="ResultOfArm"/>), and of an arm without a value, nothing can be said to move: it is asked about.
/// </summary>
internal static class ExclusionsFavourOneArm
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        if (scope.Primary is not { } primary)
        {
            yield break;
        }

        foreach (var definition in scope.Protocol.AnalysisSets.Skip(1).Where(set => primary.AnalysisSets.Contains(set.Id)))
        {
            var gone = Gone(scope, definition.Id);
            var arms = gone.Select(data => data.Subject.Arm).Distinct().ToList();
            if (gone.Length < 2 || arms.Count != 1)
            {
                continue;
            }

            var arm = scope.Protocol.FindArm(arms[0]!)!;
            var before = ResultOfArm.Of(scope, primary, scope.Protocol.AnalysisSets[0].Id, arm);
            var after = ResultOfArm.Of(scope, primary, definition.Id, arm);
            if (before.Printed is null || before.Printed != after.Printed)
            {
                yield return Finding(primary, definition, arm, (before, after), gone) with
                {
                    Sources = [.. before.Sources, .. gone.SelectMany(data => scope.Allocation(data))],
                };
            }
        }
    }

    /// <summary>Who is in the protocol's first set and not in this one.</summary>
    private static ImmutableArray<SubjectData> Gone(AuditScope scope, string analysisSet)
    {
        var remaining = scope.Dataset.In(analysisSet).Select(data => data.Subject.Subject).ToHashSet();
        return [.. scope.Dataset.In(scope.Protocol.AnalysisSets[0].Id).Where(data => !remaining.Contains(data.Subject.Subject))];
    }

    private static AuditFinding Finding(
        EndpointDefinition primary, AnalysisSetDefinition set, Arm arm, (ResultOfArm Before, ResultOfArm After) results, ImmutableArray<SubjectData> gone)
    {
        var what = (results.Before.Printed, results.After.Printed) switch
        {
            _ when !ResultOfArm.Tells(primary) => AuditFinding.Say(
                $"; whether they move its result on {primary.Id} no single figure tells", $"；其{primary.Id}结果是否因此改变，无单一数值可示"),
            (null, _) => AuditFinding.Say($", which has no value of {primary.Id}", $"，该组无{primary.Id}的数值"),
            ({ } before, null) => AuditFinding.Say(
                $", whose result on {primary.Id} is {before} with them; without them it has no value", $"，其{primary.Id}结果含这些受试者时为{before}，排除后无数值"),
            ({ } before, { } after) => AuditFinding.Say($", whose result on {primary.Id} moves from {before} to {after}", $"，其{primary.Id}结果由{before}变为{after}"),
        };
        var who = AuditFinding.Say(
            $"all {gone.Length} exclusions from the {set.Abbreviation} are of arm {arm.Label.English}{what.English}",
            $"{set.Abbreviation}的{gone.Length}例排除全部来自{arm.Label.SimplifiedChinese}{what.SimplifiedChinese}");
        var severity = results.After.Printed is null ? AuditSeverity.Question : AuditSeverity.Contradiction;
        return new AuditFinding(
            "EXCLUSIONS-IN-ONE-ARM", who, $"{primary.Id}/{set.Id}", [.. gone.Select(data => data.Subject.Subject.Value)], severity);
    }
}
