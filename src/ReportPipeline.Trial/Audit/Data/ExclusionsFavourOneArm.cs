using ReportPipeline.Statistics.Proportions;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Exclusions from an analysis set that all fall in one arm and move that arm's primary result.</summary>
internal static class ExclusionsFavourOneArm
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        if (scope.Primary is not { } primary)
        {
            yield break;
        }

        var everyone = scope.Protocol.AnalysisSets[0].Id;
        foreach (var definition in scope.Protocol.AnalysisSets.Skip(1))
        {
            var set = definition.Id;
            var remaining = scope.Dataset.In(set).Select(data => data.Subject.Subject).ToHashSet();
            var gone = scope.Dataset.In(everyone).Where(data => !remaining.Contains(data.Subject.Subject)).ToList();
            var arms = gone.Select(data => data.Subject.Arm).Distinct().ToList();
            if (gone.Count < 2 || arms.Count != 1)
            {
                continue;
            }

            var arm = scope.Protocol.FindArm(arms[0]!)!;
            var isExperimental = arm == scope.Protocol.ExperimentalArm;
            var (before, after) = (Percent(everyone), Percent(set));
            if (Math.Abs(after - before) > 0)
            {
                yield return new AuditFinding(
                    "EXCLUSIONS-IN-ONE-ARM",
                    AuditFinding.Say(
                        $"all {gone.Count} exclusions from the {definition.Abbreviation} are of arm {arm.Label.English}, whose result on {primary.Id} moves from {before:F2} % to {after:F2} %",
                        $"{definition.Abbreviation}的{gone.Count}例排除全部来自{arm.Label.SimplifiedChinese}，其{primary.Id}结果由{before:F2}%变为{after:F2}%"),
                    $"{primary.Id}/{set}",
                    [.. gone.Select(data => data.Subject.Subject.Value)],
                    AuditSeverity.Contradiction)
                {
                    Sources = [.. OutcomeCounts.Of(scope, primary, everyone).Sources, .. gone.SelectMany(data => scope.Allocation(data))],
                };
            }

            double Percent(string analysisSet)
            {
                var known = OutcomeCounts.Of(scope, primary, analysisSet).Known;
                var estimate = isExperimental
                    ? Proportion.Estimate(known.EventsFirst, known.SubjectsFirst)
                    : Proportion.Estimate(known.EventsSecond, known.SubjectsSecond);
                return 100 * estimate.ValueOrDefault();
            }
        }
    }
}
