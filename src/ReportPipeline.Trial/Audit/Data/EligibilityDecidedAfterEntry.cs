using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>
/// A subject excluded for an eligibility criterion whose finding dates from after entry: eligibility is a state at entry, and what
/// happens later may depend on the treatment. A finding counts as one of eligibility when every other subject has it before or on day 1.
/// </summary>
internal static class EligibilityDecidedAfterEntry
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        foreach (var decision in scope.Decisions.Decisions.Where(decision => decision.Criterion is not null))
        {
            var excluded = scope.Dataset.Subjects.FirstOrDefault(data => data.Subject.Subject.Value == decision.Subject);
            foreach (var finding in (excluded?.Findings ?? []).Where(finding => finding is { Day: > 1, CodedValue: not null } && IsOfEntry(scope, finding)))
            {
                yield return new AuditFinding(
                    "ELIGIBILITY-DECIDED-AFTER-ENTRY",
                    AuditFinding.Say(
                        $"the exclusion for criterion {decision.Criterion} from the {Abbreviation(decision)} rests on {Label(finding).English} of trial day {finding.Day}; all others were judged at entry",
                        $"因标准{decision.Criterion}从{Abbreviation(decision)}排除所依据的“{Label(finding).SimplifiedChinese}”记录于试验第{finding.Day}天；其他受试者均在入组时判定"),
                    decision.AnalysisSet,
                    [decision.Subject],
                    AuditSeverity.Contradiction)
                {
                    Sources = finding.Sources,
                };
            }
        }

        LocalizedText Label(FindingRecord finding) => scope.Protocol.FindParameter(finding.Parameter)!.Label;

        string Abbreviation(AnalysisSetDecision decision) =>
            scope.Protocol.AnalysisSets.FirstOrDefault(set => set.Id == decision.AnalysisSet)?.Abbreviation ?? decision.AnalysisSet;
    }

    private static bool IsOfEntry(AuditScope scope, FindingRecord finding)
    {
        var others = scope.Dataset.Subjects
            .Where(data => data.Subject.Subject != finding.Subject)
            .SelectMany(data => data.Findings)
            .Where(other => other.Parameter == finding.Parameter)
            .ToList();
        return others.Count > 1 && others.TrueForAll(other => other.Day <= 1);
    }
}
