using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>Doses of a treatment that belongs to the other arm, and subjects of the experimental arm who never received theirs.</summary>
internal static class ArmAgainstTreatment
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var data in scope.Dataset.Subjects.Where(data => data.Subject.Arm is not null))
        {
            var taken = data.Exposures.Where(dose => dose.Status != DoseStatus.NotGiven).ToList();
            var foreign = taken.Where(dose => scope.Protocol.Treatments.Any(treatment => treatment.Code == dose.Treatment && treatment.Arm != data.Subject.Arm)).ToList();
            if (foreign.Count > 0)
            {
                yield return new AuditFinding(
                    "TREATMENT-OF-OTHER-ARM",
                    AuditFinding.Say($"arm {data.Subject.Arm}, but {foreign.Count} doses of the other arm's treatment", $"分组为{data.Subject.Arm}，却接受了另一组的治疗{foreign.Count}次"),
                    "ADEX",
                    [data.Subject.Subject.Value],
                    AuditSeverity.Contradiction)
                { Sources = [.. foreign.SelectMany(dose => dose.Sources)] };
            }
        }

        var experimental = scope.Protocol.ExperimentalArm.Code;
        if (scope.Protocol.Treatments.Any(treatment => treatment.Arm == experimental))
        {
            var untreated = scope.Dataset.Subjects
                .Where(data => data.Subject.Arm == experimental && data.Exposures.All(dose => dose.Status == DoseStatus.NotGiven))
                .ToList();
            if (untreated.Count > 0)
            {
                yield return new AuditFinding(
                    "ARM-WITHOUT-TREATMENT",
                    AuditFinding.Say($"{untreated.Count} subjects of arm {experimental} have no dose on record", $"{experimental}组有{untreated.Count}例受试者没有任何给药记录"),
                    "ADEX",
                    [.. untreated.Select(data => data.Subject.Subject.Value)],
                    AuditSeverity.Question)
                { Sources = [.. untreated.SelectMany(data => scope.Allocation(data))] };
            }
        }
    }
}
