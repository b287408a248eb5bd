namespace ReportPipeline.Reporting.Language;

/// <summary>What the protocol says of a product.</summary>
public sealed record ProductWords
{
    public required string Release { get; init; }
    public required string Infusion { get; init; }
    public required string InfusionStep { get; init; }

    public static ProductWords English { get; } = new()
    {
        Release = "{0}, release by the protocol: viability above {1} %, passage {2}, positive for {3}, negative for {4}. Of each lot the records hold the viability; passage and markers are the protocol's statement.",
        Infusion = "{0}, infusion by the protocol: {1} mL, {2} ({3} drops/mL).",
        InfusionStep = "{0} min at {1} to {2} drops/min",
    };

    public static ProductWords SimplifiedChinese { get; } = new()
    {
        Release = "{0}的放行标准（方案）：活率高于{1}%，第{2}代，{3}阳性，{4}阴性。各批号的记录仅含活率，代次和标志物为方案所述。",
        Infusion = "{0}的输注计划（方案）：{1} mL，{2}（{3}滴/mL）。",
        InfusionStep = "{0} min，{1}～{2}滴/min",
    };
}
