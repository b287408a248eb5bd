using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>A lot that does not meet its own release criterion, and doses from a lot that nobody released.</summary>
internal static class LotsAgainstRelease
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var treatment in scope.Protocol.Treatments)
        {
            foreach (var lot in treatment.Lots.Where(lot => lot.ViabilityPercent <= treatment.Release?.ViabilityAbovePercent))
            {
                yield return new AuditFinding(
                    "LOT-BELOW-RELEASE-CRITERION",
                    AuditFinding.Say(
                        $"lot {lot.Number}: viability {lot.ViabilityPercent:0.##} %, released only above {treatment.Release!.ViabilityAbovePercent:0.##} %",
                        $"批号{lot.Number}：活率{lot.ViabilityPercent:0.##}%，放行标准为高于{treatment.Release!.ViabilityAbovePercent:0.##}%"),
                    treatment.Code,
                    [lot.Number],
                    AuditSeverity.Contradiction)
                {
                    Sources = [.. scope.Dataset.Subjects.SelectMany(data => data.Exposures).Where(dose => dose.Treatment == treatment.Code && dose.Lot == lot.Number).SelectMany(dose => dose.Sources)],
                };
            }

            var unknown = scope.Dataset.Subjects
                .SelectMany(data => data.Exposures)
                .Where(dose => dose.Treatment == treatment.Code && dose.Status != DoseStatus.NotGiven && dose.Lot is not null)
                .Where(dose => !treatment.Lots.IsEmpty && treatment.Lots.All(lot => lot.Number != dose.Lot))
                .ToList();
            if (unknown.Count > 0)
            {
                yield return new AuditFinding(
                    "LOT-NOT-RELEASED",
                    AuditFinding.Say($"{treatment.Label.English}: {unknown.Count} doses from lots that the protocol does not list", $"{treatment.Label.SimplifiedChinese}：{unknown.Count}次给药的批号不在方案所列之内"),
                    treatment.Code,
                    [.. unknown.Select(dose => dose.Subject.Value).Distinct(StringComparer.Ordinal)],
                    AuditSeverity.Contradiction)
                { Sources = [.. unknown.SelectMany(dose => dose.Sources)] };
            }
        }
    }
}
