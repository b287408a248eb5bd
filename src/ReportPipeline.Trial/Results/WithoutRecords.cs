using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Endpoints;

namespace ReportPipeline.Trial.Results;

/// <summary>What a row stands on that no resource version stands behind, in words: not every number counts records.</summary>
public static class WithoutRecords
{
    public static string Reason(AnalysisResult row) => (row.Analysis, row.Variable) switch
    {
        (AuditRows.AnalysisId, _) => "the finding is about the protocol, not about records",
        (_, "excluded" or "decided-violations" or "decisions-without-subject") => "it is counted from the trial's decision list, not from records",
        (_, "comparisons" or "comparisons-not-estimable" or "comparisons-that-flip") => "it is counted over comparisons, whose own rows name their records",
        // What is missing has no record, and to name everything received would double the file of results.
        (DataQuality.AnalysisId, DataQuality.CompletenessVariable) => "it compares the site's findings (ADFIND) in the visit's window with what the protocol plans and what is due",
        (DataQuality.AnalysisId, "bundles") => "it is counted from the ledger",
        _ => "nothing on record counts towards it",
    };
}
