using ReportPipeline.Trial.Protocol;
using static ReportPipeline.Reporting.Checklists.ChecklistItem;

namespace ReportPipeline.Reporting.Checklists;

/// <summary>
/// CONSORT for harms. The list of 2022 (Junqueira et al., BMJ 2023;381:e073725) spreads its items over CONSORT's own numbers, which
/// could not be checked; the ten recommendations of 2004 that it replaces could, and number this list.
/// </summary>
internal static class HarmsChecklist
{
    private static readonly (string, string) OfProtocol = ("Belongs to the protocol and the article; not in the records of a run.", "属于方案和论文内容，不在运行记录之中。");

    public static readonly Checklist List = new(
        "harms",
        new LocalizedText { English = "CONSORT for harms", SimplifiedChinese = "CONSORT危害报告扩展" },
        new LocalizedText
        {
            English = "Numbered by the ten recommendations of CONSORT Harms 2004 (Ann Intern Med 2004;141:781–788), checked against published copies. CONSORT Harms 2022 (BMJ 2023;381:e073725) replaces them: it changes thirteen items of CONSORT and adds three, under CONSORT's own numbers. That much was checked in its abstract; its item numbers were not, so none are used.",
            SimplifiedChinese = "按CONSORT Harms 2004的十条建议编号（Ann Intern Med 2004;141:781–788），已与公开发表的清单核对。CONSORT Harms 2022（BMJ 2023;381:e073725）已取代该清单：在CONSORT自身编号下修改了十三条并新增三条。此点已与其摘要核对；其条目编号未能核对，故未采用。",
        },
        [
            Answered("1", "Title or summary speaks of harms", "标题或摘要述及危害", "summary"),
            NotAnswered("2", "Introduction speaks of harms", "引言述及危害", OfProtocol),
            Answered("3", "Adverse events defined and graded", "不良事件的定义与分级", "safety").Without("Definitions of the terms stand in the protocol's list.", "术语定义见方案所列清单。"),
            Answered("4", "How harms were collected and watched", "危害的采集与监测", "serious", "stopping").Without("How hospitals asked for events is not in the records.", "医院询问事件的方式不在记录之中。"),
            Answered("5", "How harms are presented and analysed", "危害的呈现与分析", "methods"),
            Answered("6", "Withdrawals because of harms, per group", "各组因危害退出", "flow").Without("Why treatment stopped is not in the records.", "停止治疗的原因不在记录之中。"),
            Answered("7", "Denominators of the analyses of harms", "危害分析的分母", "safety"),
            Answered("8", "Absolute risk per event, grade and seriousness", "各事件、分级与严重性的绝对风险", "safety", "serious"),
            NotAnswered("9", "Subgroup and exploratory analyses of harms", "危害的亚组与探索性分析", ("The protocol asks for none.", "方案未要求。")),
            NotAnswered("10", "Balanced discussion of benefits and harms", "获益与危害的平衡讨论", ("The report states results and leaves their judgement to the committee.", "本报告只陈述结果，判断由委员会作出。")),
        ]);
}
