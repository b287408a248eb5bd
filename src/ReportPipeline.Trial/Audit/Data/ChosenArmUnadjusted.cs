using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Arms that were not allocated by chance, and a primary comparison that adjusts for nothing; a model with covariates adjusts for them.</summary>
internal static class ChosenArmUnadjusted
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        if (scope.Protocol.Design.Allocation == Allocation.Randomised || scope.Primary is not { } primary || primary is AncovaEndpoint or CoxEndpoint or WeightedProportionEndpoint)
        {
            yield break;
        }

        yield return new AuditFinding(
            "CHOSEN-ARM-UNADJUSTED",
            AuditFinding.Say(
                $"subjects were not allocated at random and {primary.Id} compares the arms without adjustment: the difference says nothing about its reason",
                $"受试者并非随机分组，而{primary.Id}未作任何校正即比较两组：该差异不能说明原因"),
            primary.Id,
            [],
            AuditSeverity.Contradiction)
        {
            Sources = [.. primary.AnalysisSets.SelectMany(set => scope.Dataset.In(set)).SelectMany(data => scope.Allocation(data))],
        };
    }
}
