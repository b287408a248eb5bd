using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Results;

/// <summary>What a row stands on that no resource version stands behind, in words: not every number counts records.</summary>
public static class WithoutRecords
{
    public static LocalizedText Reason(AnalysisResult row) => (row.Analysis, row.Variable) switch
    {
        (AuditRows.AnalysisId, _) => Say("the finding is about the protocol, not about records", "该发现针对方案，而非记录"),
        (_, "excluded" or "decided-violations" or "decisions-without-subject") =>
            Say("it is counted from the trial's decision list, not from records", "由试验的决定清单计数，而非由记录"),
        (_, "comparisons" or "comparisons-not-estimable" or "comparisons-that-flip" or "family") =>
            Say("it is counted over comparisons, whose own rows name their records", "由各项比较计数，其记录见各比较自身的行"),
        // What is missing has no record, and to name everything received would double the file of results.
        (DataQuality.AnalysisId, DataQuality.CompletenessVariable) => Say(
            "it compares the site's findings (ADFIND) in the visit's window with what the protocol plans and what is due",
            "将该中心在访视窗内的检查记录（ADFIND）与方案计划及应完成者相比"),
        (DataQuality.AnalysisId, "bundles") => Say("it is counted from the ledger", "由账本计数"),
        (SnapshotChanges.AnalysisId, _) => Say("it is counted between two snapshots, from the delta", "由两次快照之间的差异计数"),
        _ when row is { Statistic: StatisticName.Denominator or StatisticName.Missing, Value: NumberValue { Value: > 0 } } => Say(
            "it counts members of the group, of whom none has a record that counts here; the rows of the analysis set (POP) name the records that make them members",
            "由该组成员计数，其中无人有可计入的记录；使其成为成员的记录见分析集各行（POP）"),
        _ => Say("nothing on record counts towards it", "没有可计入的记录"),
    };

    private static LocalizedText Say(string english, string simplifiedChinese) => new() { English = english, SimplifiedChinese = simplifiedChinese };
}
