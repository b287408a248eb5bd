namespace ReportPipeline.Trial.Audit.Data;

/// <summary>One infusion, more than one medium named for it.</summary>
internal static class MediaDisagree
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope) => scope.Protocol.Treatments
        .Where(treatment => treatment.Infusion?.StatedMedia.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        .Select(treatment => (treatment.Code, treatment.Label, Media: string.Join(", ", treatment.Infusion!.StatedMedia)))
        .Select(stated => new AuditFinding(
            "MEDIA-DISAGREE",
            AuditFinding.Say($"{stated.Label.English}: more than one medium is stated for the same infusion: {stated.Media}", $"{stated.Label.SimplifiedChinese}：同一输注写有多种溶媒：{stated.Media}"),
            stated.Code,
            [],
            AuditSeverity.Contradiction));
}
