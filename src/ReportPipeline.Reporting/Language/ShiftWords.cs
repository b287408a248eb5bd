namespace ReportPipeline.Reporting.Language;

/// <summary>Shifts into and out of the reference range.</summary>
public sealed record ShiftWords
{
    public required string LowestCaption { get; init; }
    public required string HighestCaption { get; init; }
    public required string Baseline { get; init; }
    public required string Low { get; init; }
    public required string Normal { get; init; }
    public required string High { get; init; }
    public required string All { get; init; }
    public required string RangeNote { get; init; }
    public required string LowerLimitNote { get; init; }
    public required string UpperLimitNote { get; init; }
    public required string LowestNote { get; init; }
    public required string HighestNote { get; init; }

    public static ShiftWords English { get; } = new()
    {
        LowestCaption = "{0}: baseline against the lowest value after baseline (number of subjects)",
        HighestCaption = "{0}: baseline against the highest value after baseline (number of subjects)",
        Baseline = "Baseline",
        Low = "Low",
        Normal = "Normal",
        High = "High",
        All = "All",
        RangeNote = "Normal: {0} to {1}, both included. {2}.",
        LowerLimitNote = "Normal: {0} and above. {1}.",
        UpperLimitNote = "Normal: {0} and below. {1}.",
        LowestNote = "A subject counts once: in the row of its baseline value and in the column of the lowest of all its values after the baseline visit, also between visits. Missing: no value.",
        HighestNote = "A subject counts once: in the row of its baseline value and in the column of the highest of all its values after the baseline visit, also between visits. Missing: no value.",
    };

    public static ShiftWords SimplifiedChinese { get; } = new()
    {
        LowestCaption = "{0}：基线与基线后最低值对照（受试者数）",
        HighestCaption = "{0}：基线与基线后最高值对照（受试者数）",
        Baseline = "基线",
        Low = "偏低",
        Normal = "正常",
        High = "偏高",
        All = "合计",
        RangeNote = "正常范围：{0}～{1}，含上下限。{2}。",
        LowerLimitNote = "正常：不低于{0}。{1}。",
        UpperLimitNote = "正常：不高于{0}。{1}。",
        LowestNote = "每名受试者只计一次：行为其基线值的类别，列为基线访视之后全部数值（含计划外检查）中最低者的类别。缺失：无数值。",
        HighestNote = "每名受试者只计一次：行为其基线值的类别，列为基线访视之后全部数值（含计划外检查）中最高者的类别。缺失：无数值。",
    };
}
