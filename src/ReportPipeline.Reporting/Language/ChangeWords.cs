using System.Collections.Immutable;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Reporting.Language;

/// <summary>What changed since the last released report.</summary>
public sealed record ChangeWords
{
    public required string Heading { get; init; }
    public required string First { get; init; }
    public required string NotComparable { get; init; }
    public required string Introduction { get; init; }
    public required string Nothing { get; init; }
    public required string ReasonsCaption { get; init; }
    public required string Reason { get; init; }
    public required string Numbers { get; init; }
    public required string ReasonsNote { get; init; }
    public required string NumbersCaption { get; init; }
    public required string Result { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string NumbersNote { get; init; }
    public required string More { get; init; }
    public required string None { get; init; }
    public required ImmutableDictionary<ChangeReason, string> Reasons { get; init; }

    /// <summary>Two groups compared.</summary>
    public required string Against { get; init; }

    /// <summary>Codes inside result ids that the protocol has no label for.</summary>
    public required ImmutableDictionary<string, string> Names { get; init; }

    public static ChangeWords English { get; } = new()
    {
        Heading = "What changed since the last released report",
        First = "No report has been released before this one.",
        NotComparable = "The last released report is of run {0}. Its results were written by a version of the program whose form this version does not read, so no change is listed.",
        Introduction = "The last released report is of run {0}, data cut-off {1}. Of the numbers that this report may show, {2} {2:is not what it was|are not what they were}.",
        Nothing = "Every number is what it was.",
        ReasonsCaption = "Changed numbers by reason",
        Reason = "Reason",
        Numbers = "Numbers",
        ReasonsNote = "A number that changed for several reasons is counted under each.",
        NumbersCaption = "Changed numbers of the populations, the flow and the endpoints",
        Result = "Result",
        Before = "Before",
        After = "Now",
        NumbersNote = "NE: not estimable. –: no such result. Baseline, listings, curves and other details are counted in the table before and not repeated here.",
        More = "{0} more changed {0:number of this kind is|numbers of this kind are} not listed.",
        None = "–",
        Reasons = ImmutableDictionary.CreateRange(new KeyValuePair<ChangeReason, string>[]
        {
            new(ChangeReason.NewSubject, "new subject"),
            new(ChangeReason.Correction, "correction"),
            new(ChangeReason.Withdrawal, "withdrawn record"),
            new(ChangeReason.LateData, "late data"),
            new(ChangeReason.FurtherFollowUp, "further follow-up"),
            new(ChangeReason.Protocol, "other protocol or decisions"),
            new(ChangeReason.Software, "other software"),
            new(ChangeReason.LaterCutOff, "later cut-off"),
        }),
        Against = "{0} against {1}",
        Names = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
        {
            new("POP", "Population"),
            new("subjects", "Population"),
            new("enrolled", "enrolled"),
            new("allocated", "allocated"),
            new("received-treatment", "received trial treatment"),
            new("discontinued-treatment", "stopped treatment early"),
            new("died", "died"),
            new("completed-follow-up", "completed follow-up"),
            new("lost-to-follow-up", "lost to follow-up"),
            new("analysed", "analysed"),
            new("excluded", "left out"),
            new("risk-difference", "difference in percentage points"),
            new("before", "at baseline"),
            new("after", "at the visit"),
            new("change", "change from baseline"),
            new("adjusted-mean", "adjusted mean"),
            new("difference", "adjusted difference"),
            new("left-out", "left out of the model"),
            new("term", "term of the model"),
            new("odds-ratio", "odds ratio"),
            new("n", "number"),
            new("N", "number of subjects"),
            new("percent", "%"),
            new("p", "P"),
            new("estimate", "estimate"),
            new("lower", "lower limit"),
            new("upper", "upper limit"),
        }),
    };

    public static ChangeWords SimplifiedChinese { get; } = new()
    {
        Heading = "自上次已发布报告以来的变化",
        First = "此前尚未发布过报告。",
        NotComparable = "上次发布的报告来自运行{0}。其结果由另一版本的程序写出，本版本无法读取其格式，因此未列出变化。",
        Introduction = "上次发布的报告来自运行{0}，数据截止于{1}。在本报告可显示的数值中，有{2}个与上次不同。",
        Nothing = "所有数值均与上次相同。",
        ReasonsCaption = "按原因统计的变化数值",
        Reason = "原因",
        Numbers = "数值个数",
        ReasonsNote = "因多种原因变化的数值在每种原因下各计一次。",
        NumbersCaption = "分析人群、受试者流程及终点中变化的数值",
        Result = "结果",
        Before = "上次",
        After = "本次",
        NumbersNote = "NE：不可估计。–：无此结果。基线、列表、曲线及其他细节已计入上表，此处不再重复。",
        More = "另有{0}个此类变化的数值未列出。",
        None = "–",
        Reasons = ImmutableDictionary.CreateRange(new KeyValuePair<ChangeReason, string>[]
        {
            new(ChangeReason.NewSubject, "新受试者"),
            new(ChangeReason.Correction, "数据更正"),
            new(ChangeReason.Withdrawal, "记录撤回"),
            new(ChangeReason.LateData, "迟到数据"),
            new(ChangeReason.FurtherFollowUp, "后续随访"),
            new(ChangeReason.Protocol, "方案或决定变更"),
            new(ChangeReason.Software, "软件变更"),
            new(ChangeReason.LaterCutOff, "截止日期推后"),
        }),
        Against = "{0}与{1}比较",
        Names = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
        {
            new("POP", "分析人群"),
            new("subjects", "分析人群"),
            new("enrolled", "入组"),
            new("allocated", "分组"),
            new("received-treatment", "接受试验治疗"),
            new("discontinued-treatment", "提前停止治疗"),
            new("died", "死亡"),
            new("completed-follow-up", "完成随访"),
            new("lost-to-follow-up", "失访"),
            new("analysed", "纳入分析"),
            new("excluded", "未纳入分析"),
            new("risk-difference", "率差（百分点）"),
            new("before", "基线时"),
            new("after", "访视时"),
            new("change", "较基线变化"),
            new("adjusted-mean", "校正均数"),
            new("difference", "校正差值"),
            new("left-out", "未纳入模型"),
            new("term", "模型项"),
            new("odds-ratio", "比值比"),
            new("n", "例数"),
            new("N", "受试者数"),
            new("percent", "%"),
            new("p", "P值"),
            new("estimate", "估计值"),
            new("lower", "下限"),
            new("upper", "上限"),
        }),
    };
}
