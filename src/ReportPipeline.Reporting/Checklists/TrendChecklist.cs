using ReportPipeline.Trial.Protocol;
using static ReportPipeline.Reporting.Checklists.ChecklistItem;

namespace ReportPipeline.Reporting.Checklists;

/// <summary>TREND, 22 items for trials without random allocation (Des Jarlais et al., Am J Public Health 2004;94:361–366).</summary>
internal static class TrendChecklist
{
    private static readonly (string, string) OfProtocol = ("Belongs to the protocol and the article; not in the records of a run.", "属于方案和论文内容，不在运行记录之中。");
    private static readonly (string, string) OfCommittee = ("The report states results and leaves their judgement to the committee.", "本报告只陈述结果，判断由委员会作出。");

    public static readonly Checklist List = new(
        "trend",
        new LocalizedText { English = "TREND: trials without random allocation", SimplifiedChinese = "TREND：非随机分配试验" },
        new LocalizedText
        {
            English = "Transparent Reporting of Evaluations with Nonrandomized Designs, Am J Public Health 2004;94:361–366. Topics in our own words; item numbers checked against published copies of the list for items 1 to 8; the order of items 9 to 22 follows the sections of the article and was not checked item by item.",
            SimplifiedChinese = "非随机设计评价的透明报告规范（TREND），Am J Public Health 2004;94:361–366。条目以本程序自己的文字表述；第1至8条编号已与公开发表的清单核对；第9至22条的顺序按论文的章节排列，未逐条核对。",
        },
        [
            Answered("1", "Title and summary: how participants came to their group", "标题与摘要：受试者如何进入各组", TitlePage, "summary"),
            NotAnswered("2", "Background and rationale", "背景与依据", OfProtocol),
            Answered("3", "Participants: eligibility, recruitment, settings", "受试者：入选标准、招募、研究场所", "subjects").Without("Eligibility criteria and recruitment stand in the protocol.", "入选标准与招募见方案。"),
            Answered("4", "Interventions as planned and as given", "计划与实际的干预", "exposure").Without("Delivery and setting stand in the protocol.", "实施方式与场所见方案。"),
            NotAnswered("5", "Objectives and hypotheses", "目的与假设", OfProtocol),
            Answered("6", "Outcomes: definition and collection", "结局：定义与采集", "endpoints").Without("How outcomes were measured stands in the protocol.", "结局的测量方法见方案。"),
            Answered("7", "Sample size, interim analyses, stopping rules", "样本量、期中分析、终止规则", "stopping").Without("How the sample size was chosen is not in the records.", "样本量的确定依据不在记录之中。"),
            Answered("8", "Assignment: method, and how bias by choice was met", "分配方法及对选择偏倚的处理", "flow", Sections.SensitivitySection.AdjustmentKey),
            Answered("9", "Blinding", "盲法", TitlePage),
            Answered("10", "Unit of analysis", "分析单位", "methods"),
            Answered("11", "Statistical methods", "统计方法", "methods"),
            Answered("12", "Participant flow", "受试者流程", "flow").Without("How many were assessed and not enrolled is not in the records.", "经筛选未入组的人数不在记录之中。"),
            NotAnswered("13", "Dates of recruitment and follow-up", "招募与随访日期", ("Records are counted in trial days; calendar dates are not printed.", "记录以试验日计，不列日历日期。")),
            Answered("14", "Baseline data", "基线数据", "subjects"),
            Answered("15", "Equivalence of the groups at baseline", "各组基线可比性", "equivalence"),
            Answered("16", "Numbers analysed, and in which set", "分析人数与分析集", "flow", "endpoints"),
            Answered("17", "Outcomes and estimation with intervals", "结局与估计及其区间", "endpoints"),
            Answered("18", "Ancillary analyses", "附加分析", "sensitivity"),
            Answered("19", "Adverse events", "不良事件", "safety"),
            NotAnswered("20", "Interpretation", "解释", OfCommittee),
            NotAnswered("21", "Generalisability", "外推性", OfCommittee),
            NotAnswered("22", "Overall evidence", "总体证据", OfCommittee),
        ]);
}
