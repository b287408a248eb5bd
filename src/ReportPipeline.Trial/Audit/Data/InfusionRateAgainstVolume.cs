using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Drops per minute × minutes ÷ drops per millilitre must hold the stated volume between its bounds.</summary>
internal static class InfusionRateAgainstVolume
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var treatment in scope.Protocol.Treatments)
        {
            if (treatment.Infusion is { DropsPerMillilitre: > 0, Steps.IsEmpty: false } plan && !Fits(plan))
            {
                var (least, most) = Bounds(plan);
                yield return new AuditFinding(
                    "INFUSION-RATE-AND-VOLUME-DIFFER",
                    AuditFinding.Say(
                        $"{treatment.Label.English}: the stated rates and times give {least:0.#} to {most:0.#} mL with {plan.DropsPerMillilitre} drops/mL, the stated volume is {plan.VolumeMillilitres:0.#} mL",
                        $"{treatment.Label.SimplifiedChinese}：按所述滴速和时间（{plan.DropsPerMillilitre}滴/mL）应为{least:0.#}～{most:0.#} mL，所述体积为{plan.VolumeMillilitres:0.#} mL"),
                    treatment.Code,
                    [],
                    AuditSeverity.Contradiction);
            }
        }
    }

    private static bool Fits(InfusionPlan plan)
    {
        var (least, most) = Bounds(plan);
        return least <= plan.VolumeMillilitres && plan.VolumeMillilitres <= most;
    }

    private static (decimal Least, decimal Most) Bounds(InfusionPlan plan) => (
        plan.Steps.Sum(step => step.Minutes * step.FromDropsPerMinute) / plan.DropsPerMillilitre,
        plan.Steps.Sum(step => step.Minutes * step.ToDropsPerMinute) / plan.DropsPerMillilitre);
}
