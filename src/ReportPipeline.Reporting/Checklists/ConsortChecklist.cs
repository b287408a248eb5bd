using ReportPipeline.Trial.Protocol;
using static ReportPipeline.Reporting.Checklists.ChecklistItem;

namespace ReportPipeline.Reporting.Checklists;

/// <summary>CONSORT 2010, 25 items in 37 parts for randomised trials (Schulz et al., BMJ 2010;340:c332).</summary>
internal static class ConsortChecklist
{
    private static readonly (string, string) OfProtocol = ("Belongs to the protocol and the article; not in the records of a run.", "属于方案和论文内容，不在运行记录之中。");
    private static readonly (string, string) OfCommittee = ("The report states results and leaves their judgement to the committee.", "本报告只陈述结果，判断由委员会作出。");

    public static readonly Checklist List = new(
        "consort",
        new LocalizedText { English = "CONSORT 2010: randomised trials", SimplifiedChinese = "CONSORT 2010：随机试验" },
        new LocalizedText
        {
            English = "Consolidated Standards of Reporting Trials, BMJ 2010;340:c332. Topics in our own words; item numbers checked against published copies of the list.",
            SimplifiedChinese = "临床试验报告统一标准（CONSORT），BMJ 2010;340:c332。条目以本程序自己的文字表述；编号已与公开发表的清单核对。",
        },
        [
            Answered("1a", "Identified as randomised in the title", "标题注明随机", TitlePage),
            Answered("1b", "Structured summary", "结构式摘要", "summary"),
            NotAnswered("2a", "Background and rationale", "背景与依据", OfProtocol),
            NotAnswered("2b", "Objectives or hypotheses", "目的或假设", OfProtocol),
            Answered("3a", "Trial design", "试验设计", TitlePage).Without("The allocation ratio stands in the protocol.", "分配比例见方案。"),
            NotAnswered("3b", "Changes to methods after the start", "试验开始后方法的变更", OfProtocol),
            NotAnswered("4a", "Eligibility criteria", "入选标准", OfProtocol),
            Answered("4b", "Settings", "研究场所", "subjects"),
            Answered("5", "Interventions as planned and as given", "计划与实际的干预", "exposure").Without("Details to repeat them stand in the protocol.", "可重复实施的细节见方案。"),
            Answered("6a", "Primary and secondary outcomes", "主要与次要结局", "endpoints").Without("How outcomes were measured stands in the protocol.", "结局的测量方法见方案。"),
            NotAnswered("6b", "Changes to outcomes after the start", "试验开始后结局的变更", OfProtocol),
            NotAnswered("7a", "Sample size", "样本量", OfProtocol),
            Answered("7b", "Interim analyses and stopping", "期中分析与终止", "stopping"),
            NotAnswered("8a", "Generation of the allocation sequence", "分配序列的产生", OfProtocol),
            NotAnswered("8b", "Type of randomisation", "随机化类型", OfProtocol),
            NotAnswered("9", "Concealment of allocation", "分配隐藏", OfProtocol),
            NotAnswered("10", "Who generated, enrolled and assigned", "由谁产生序列、入组与分配", OfProtocol),
            Answered("11a", "Who was blinded", "盲法对象", TitlePage),
            NotAnswered("11b", "Similarity of the interventions", "干预的相似性", OfProtocol),
            Answered("12a", "Statistical methods for the outcomes", "结局的统计方法", "methods"),
            Answered("12b", "Methods of additional analyses", "附加分析的方法", "methods"),
            Answered("13a", "Participant flow per group", "各组受试者流程", "flow"),
            Answered("13b", "Losses and exclusions with reasons", "失访与排除及原因", "flow"),
            NotAnswered("14a", "Dates of recruitment and follow-up", "招募与随访日期", ("Records are counted in trial days; calendar dates are not printed.", "记录以试验日计，不列日历日期。")),
            NotAnswered("14b", "Why the trial ended", "试验终止原因", OfProtocol),
            Answered("15", "Baseline data", "基线数据", "subjects"),
            Answered("16", "Numbers analysed", "分析人数", "endpoints"),
            Answered("17a", "Results with estimates and precision", "结果及其估计与精度", "endpoints"),
            Answered("17b", "Absolute and relative sizes for yes/no outcomes", "二分类结局的绝对与相对量", "endpoints"),
            Answered("18", "Ancillary analyses", "附加分析", "sensitivity"),
            Answered("19", "Harms", "危害", "safety"),
            NotAnswered("20", "Limitations", "局限性", OfCommittee),
            NotAnswered("21", "Generalisability", "外推性", OfCommittee),
            NotAnswered("22", "Interpretation", "解释", OfCommittee),
            Answered("23", "Registration", "注册", TitlePage),
            Answered("24", "Where the protocol can be read", "方案的获取", "provenance").Without("The protocol is named by version and hash.", "方案以版本和哈希值标识。"),
            NotAnswered("25", "Funding", "资助", OfProtocol),
        ]);
}
