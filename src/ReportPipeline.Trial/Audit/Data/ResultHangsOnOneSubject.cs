using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>A significant primary difference with a fragility index of 1 (Walsh et al. 2014), which only a yes/no outcome has.</summary>
internal static class ResultHangsOnOneSubject
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        if (scope.Primary is not ProportionEndpoint primary)
        {
            yield break;
        }

        var level = scope.Protocol.SignificanceLevel;
        foreach (var set in primary.AnalysisSets)
        {
            var counts = OutcomeCounts.Of(scope, primary, set);
            var result = FragilityIndex.Of(counts.Known.OfRarerOutcome(), FragilityConvention.Walsh, level);
            if (OutcomeCounts.IsBelow(result.PValue, level) && result.Switches is { IsEstimable: true, Value: 1 })
            {
                yield return new AuditFinding(
                    "RESULT-HANGS-ON-ONE-SUBJECT",
                    AuditFinding.Say(
                        $"fragility index 1: with one subject's outcome changed Fisher's P goes from {result.PValue.Value:F4} to {result.PValueAfter.Value:F4}",
                        $"脆弱指数为1：改变1例受试者的结局，Fisher P由{result.PValue.Value:F4}变为{result.PValueAfter.Value:F4}"),
                    $"{primary.Id}/{set}",
                    [.. counts.WithRarerOutcome.Order(StringComparer.Ordinal)],
                    AuditSeverity.Question)
                { Sources = counts.Sources };
            }
        }
    }
}
