using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Endpoints;
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
        (_, "comparisons" or "comparisons-not-estimable" or "comparisons-that-flip") =>
            Say("it is counted over comparisons, whose own rows name their records", "由各项比较计数，其记录见各比较自身的行"),
        // What is missing has no record, and to name everything received would double the file of results.
        (DataQuality.AnalysisId, DataQuality.CompletenessVariable) => Say(
            "it compares the site's findings (ADFIND) in the visit's window with what the protocol plans and what is due",
            "将该中心在访视窗内的检查记录（ADFIND）与方案计划及应完成者相比"),
        (DataQuality.AnalysisId, "bundles") => Say("it is counted from the ledger", "由账本计数"),
        _ => Say("nothing on record counts towards it", "没有可计入的记录"),
    };

    private static LocalizedText Say(string english, string simplifiedChinese) => new() { English = english, SimplifiedChinese = simplifiedChinese };
}
