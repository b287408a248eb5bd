namespace ReportPipeline.Reporting.Language;

/// <summary>The appendix of reporting checklists.</summary>
public sealed record ChecklistWords
{
    public required string Heading { get; init; }
    public required string Introduction { get; init; }
    public required string Number { get; init; }
    public required string Topic { get; init; }
    public required string Standing { get; init; }
    public required string Where { get; init; }
    public required string Lacking { get; init; }
    public required string Met { get; init; }
    public required string InPart { get; init; }
    public required string Unmet { get; init; }
    public required string Section { get; init; }
    public required string AfterSection { get; init; }
    public required string TitlePage { get; init; }
    public required string ClosedOnly { get; init; }

    public static ChecklistWords English { get; } = new()
    {
        Heading = "Reporting checklists",
        Introduction = "The lists that fit the design, answered from this document. An item that the document does not answer is shown as not met.",
        Number = "Item",
        Topic = "Asks for",
        Standing = "Met",
        Where = "Where",
        Lacking = "What is missing",
        Met = "yes",
        InPart = "in part",
        Unmet = "no",
        Section = "Section ",
        AfterSection = "",
        TitlePage = "Title page",
        ClosedOnly = "Answered in the closed report only.",
    };

    public static ChecklistWords SimplifiedChinese { get; } = new()
    {
        Heading = "报告规范清单",
        Introduction = "按设计适用的清单，依据本文件作答。本文件未回答的条目显示为未满足。",
        Number = "条目",
        Topic = "要求",
        Standing = "满足",
        Where = "位置",
        Lacking = "缺少的内容",
        Met = "是",
        InPart = "部分",
        Unmet = "否",
        Section = "第",
        AfterSection = "节",
        TitlePage = "首页",
        ClosedOnly = "仅见于非公开报告。",
    };
}
