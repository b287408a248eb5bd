namespace ReportPipeline.Reporting.Language;

/// <summary>Contradictions in the trial's own records and protocol.</summary>
public sealed record AuditWords
{
    public required string Heading { get; init; }
    public required string Introduction { get; init; }
    public required string NoneFound { get; init; }
    public required string ClosedOnly { get; init; }
    public required string Caption { get; init; }
    public required string Severity { get; init; }
    public required string What { get; init; }
    public required string Where { get; init; }
    public required string Records { get; init; }
    public required string Contradiction { get; init; }
    public required string Question { get; init; }
    public required string Note { get; init; }
    public required string SeverityNote { get; init; }
    public required string NotRun { get; init; }
    public required string HeldBack { get; init; }

    public static AuditWords English { get; } = new()
    {
        Heading = "Where the trial contradicts itself",
        Introduction = "The program holds the trial's records and protocol against each other with general rules (\"every death has a fatal event\"). Findings in all: {0}. A finding is a question to the investigators, not a verdict.",
        NoneFound = "The rules found no contradiction in the records and the protocol of this run.",
        ClosedOnly = "Findings that name a group or a subject stand in the closed report only.",
        Caption = "Findings of the audit",
        Severity = "Kind",
        What = "Finding",
        Where = "Where",
        Records = "Subjects or lots",
        Contradiction = "Contradiction",
        Question = "Question",
        Note = "Note",
        SeverityNote = "Contradiction: two statements that cannot both be true, or a conclusion that the records do not carry. Question: needs an answer from the investigators. Note: worth knowing when a number is read.",
        NotRun = "This run holds no results of the audit, so this section is empty.",
        HeldBack = "Findings that follow from a comparison of efficacy are counted, and held back until a declared look.",
    };

    public static AuditWords SimplifiedChinese { get; } = new()
    {
        Heading = "试验自身的矛盾",
        Introduction = "程序用通用规则（例如“每例死亡都应有一个致死性事件”）将试验记录与方案相互核对。发现共{0}项。每项发现是向研究者提出的问题，而非结论。",
        NoneFound = "按各项规则，本次运行的记录与方案中未发现矛盾。",
        ClosedOnly = "涉及组别或受试者的发现仅列于非公开报告。",
        Caption = "自查发现",
        Severity = "类型",
        What = "发现",
        Where = "位置",
        Records = "受试者或批号",
        Contradiction = "矛盾",
        Question = "疑问",
        Note = "提示",
        SeverityNote = "矛盾：两项陈述不可能同时成立，或结论没有记录支持。疑问：需要研究者答复。提示：阅读数值时应予注意。",
        NotRun = "本次运行没有自查结果，故本节为空。",
        HeldBack = "由终点组间比较得出的发现已计入总数，但在方案规定的分析时点之前暂缓展示。",
    };
}
