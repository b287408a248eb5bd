namespace ReportPipeline.Reporting.Language;

/// <summary>What the protocol says of a product, and the reactions to its infusion.</summary>
public sealed record ProductWords
{
    public required string Release { get; init; }
    public required string Infusion { get; init; }
    public required string InfusionStep { get; init; }
    public required string ReactionsCaption { get; init; }
    public required string ReactionSubjects { get; init; }
    public required string ReactionGrade { get; init; }
    public required string ReactionGradeMissing { get; init; }
    public required string ReactionEvents { get; init; }
    public required string ReactionsByDay { get; init; }
    public required string ReactionsNotJudged { get; init; }
    public required string ReactionsNote { get; init; }

    public static ProductWords English { get; } = new()
    {
        Release = "{0}, release by the protocol: viability above {1} %, passage {2}, positive for {3}, negative for {4}. Of each lot the records hold the viability; passage and markers are the protocol's statement.",
        Infusion = "{0}, infusion by the protocol: {1} mL, {2} ({3} drops/mL).",
        InfusionStep = "{0} min at {1} to {2} drops/min",
        ReactionsCaption = "Infusion reactions within 24 hours",
        ReactionSubjects = "Subjects with a reaction, n/N (%)",
        ReactionGrade = "Worst grade {0}",
        ReactionGradeMissing = "Grade not reported",
        ReactionEvents = "Reactions, number of events",
        ReactionsByDay = "judged by the day alone",
        ReactionsNotJudged = "Events not judged, not counted",
        ReactionsNote = "N: subjects who received at least part of an infusion. A reaction is an event of: {0}; it begins at the start of an infusion or later, and at most 24 hours after its end (after its start, where no end known to the day is on record). Where the event or the infusion has no time of day, the day decides: a day of the infusion or the day after. An event is not judged when its day, or that of an infusion, is unknown.",
    };

    public static ProductWords SimplifiedChinese { get; } = new()
    {
        Release = "{0}的放行标准（方案）：活率高于{1}%，第{2}代，{3}阳性，{4}阴性。各批号的记录仅含活率，代次和标志物为方案所述。",
        Infusion = "{0}的输注计划（方案）：{1} mL，{2}（{3}滴/mL）。",
        InfusionStep = "{0} min，{1}～{2}滴/min",
        ReactionsCaption = "输注后24小时内的输注反应",
        ReactionSubjects = "发生输注反应的受试者，n/N（%）",
        ReactionGrade = "最高{0}级",
        ReactionGradeMissing = "未报告分级",
        ReactionEvents = "输注反应例次",
        ReactionsByDay = "其中仅按日期判定",
        ReactionsNotJudged = "无法判定的事件（未计入）",
        ReactionsNote = "N：至少接受过部分输注的受试者。输注反应为下列事件：{0}；其开始不早于某次输注开始，且不晚于该次输注结束后24小时（无精确到日的结束记录时，以开始计）。事件或输注无具体时刻时按日期判定：输注当日或次日。事件或输注日期不详时无法判定。",
    };
}
