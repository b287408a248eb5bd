using System.Collections.Immutable;

namespace ReportPipeline.Reporting.Language;

/// <summary>Completeness, questions by kind, and what changed in the records since the last cut-off.</summary>
public sealed record QualityWords
{
    public required string CodesCaption { get; init; }
    public required string Code { get; init; }
    public required string CodesNote { get; init; }
    public required string Question { get; init; }
    public required ImmutableDictionary<string, string> QueryLabels { get; init; }
    public required string CompletenessHeading { get; init; }
    public required string CompletenessCaption { get; init; }
    public required string CompletenessNote { get; init; }
    public required string ChangesHeading { get; init; }
    public required string ChangesNotRun { get; init; }
    public required string FirstSnapshot { get; init; }
    public required string Since { get; init; }
    public required string ChangesCaption { get; init; }
    public required string Kind { get; init; }
    public required string Number { get; init; }
    public required string NewSubjects { get; init; }
    public required string RemovedSubjects { get; init; }
    public required string Corrections { get; init; }
    public required string Withdrawals { get; init; }
    public required string AddedRecords { get; init; }
    public required string LateBundles { get; init; }
    public required string ChangesNote { get; init; }
    public required string ValuesInClosed { get; init; }
    public required string ValuesCaption { get; init; }
    public required string Item { get; init; }
    public required string Reason { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string Corrected { get; init; }
    public required string EnteredInError { get; init; }
    public required string NotCounted { get; init; }
    public required string NoValue { get; init; }

    public static QualityWords English { get; } = new()
    {
        CodesCaption = "Open data queries by kind",
        Code = "Query code",
        CodesNote = "The code is the one that the hospital sees; the documentation of the query codes says what raises each and what settles it.",
        Question = "Question",
        QueryLabels = Language.QueryLabels.English,
        CompletenessHeading = "Completeness per site and visit",
        CompletenessCaption = "Assessments received of those due, n/N (%)",
        CompletenessNote = "N: assessments that the protocol expects at the visit and that are due: the visit's window has passed, or the assessment was received or reported as not done. After a death nothing more is due.",
        ChangesHeading = "Late and corrected data",
        ChangesNotRun = "This run was not given a comparison with the snapshot before, so late and corrected data are not listed.",
        FirstSnapshot = "This is the first snapshot of the trial: there is no earlier cut-off, so nothing can have been corrected or come late since.",
        Since = "Compared with the snapshot whose data cut-off was {0}.",
        ChangesCaption = "Records changed since the last data cut-off",
        Kind = "Change",
        Number = "Number",
        NewSubjects = "New subjects",
        RemovedSubjects = "Subjects removed (number corrected or entered in error)",
        Corrections = "Records corrected",
        Withdrawals = "Records withdrawn",
        AddedRecords = "New rows in the dataset {0}",
        LateBundles = "Bundles received after the protocol's cut-off (listed, not used)",
        ChangesNote = "A record that was sent again and says the same is not counted.",
        ValuesInClosed = "Values before and after are listed in the closed report only.",
        ValuesCaption = "Corrected and withdrawn values, before and after",
        Item = "Item",
        Reason = "Reason",
        Before = "Before",
        After = "After",
        Corrected = "corrected",
        EnteredInError = "entered in error",
        NotCounted = "does not count any more",
        NoValue = "no value",
    };

    public static QualityWords SimplifiedChinese { get; } = new()
    {
        CodesCaption = "按类型统计的未关闭数据质疑",
        Code = "质疑代码",
        CodesNote = "代码与医院所见一致；各代码的含义与处理见质疑代码文档。",
        Question = "质疑内容",
        QueryLabels = Language.QueryLabels.SimplifiedChinese,
        CompletenessHeading = "各中心各访视的数据完整性",
        CompletenessCaption = "已收到的应有评估，n/N（%）",
        CompletenessNote = "N：方案规定该访视应有且已到期的评估：访视窗已过，或该评估已收到或已报告未做。死亡之后不再应有评估。",
        ChangesHeading = "迟到与更正的数据",
        ChangesNotRun = "本次运行未与前一快照比较，因此未列出迟到与更正的数据。",
        FirstSnapshot = "这是本试验的首个快照：没有更早的数据截止点，因此不存在此后的更正或迟到数据。",
        Since = "与数据截止时间为{0}的快照比较。",
        ChangesCaption = "自上次数据截止以来的记录变更",
        Kind = "变更",
        Number = "数量",
        NewSubjects = "新增受试者",
        RemovedSubjects = "移除的受试者（编号更正或录入错误）",
        Corrections = "更正的记录",
        Withdrawals = "撤销的记录",
        AddedRecords = "数据集{0}新增行数",
        LateBundles = "方案截止时间之后收到的数据包（仅列出，未使用）",
        ChangesNote = "重复提交且内容相同的记录不计入。",
        ValuesInClosed = "更正前后的数值仅列于非公开报告。",
        ValuesCaption = "更正与撤销的数值：变更前后",
        Item = "项目",
        Reason = "原因",
        Before = "变更前",
        After = "变更后",
        Corrected = "更正",
        EnteredInError = "录入错误",
        NotCounted = "不再计入",
        NoValue = "无数值",
    };
}
