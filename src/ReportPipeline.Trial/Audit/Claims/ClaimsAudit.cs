using System.Collections.Immutable;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Audit.Claims;

public enum ClaimOutcome
{
    /// <summary>The numbers of the statement follow from each other, and from the results where they are at hand.</summary>
    Reproduces,

    /// <summary>They do not.</summary>
    DoesNotReproduce,

    /// <summary>The statement cites nothing that it could be checked against.</summary>
    NotCheckable,
}

/// <summary>What came of one claim.</summary>
public sealed record ClaimVerdict(Claim Claim, ClaimOutcome Outcome, ImmutableArray<AuditFinding> Findings);

/// <param name="Verdicts">One per claim, in the order of the file.</param>
/// <param name="Overall">Findings about all claims together.</param>
public sealed record ClaimsReport(ImmutableArray<ClaimVerdict> Verdicts, ImmutableArray<AuditFinding> Overall)
{
    public IEnumerable<AuditFinding> Findings => [.. Verdicts.SelectMany(verdict => verdict.Findings), .. Overall];
}

/// <summary>Holds published statements against the counts that they cite and, when given, against results of our own.</summary>
public static class ClaimsAudit
{
    /// <param name="results">Null when the claims are to be checked against themselves alone.</param>
    public static ClaimsReport Run(ClaimsFile file, AnalysisResults? results = null) => new(
        [.. file.Claims.Select(claim => Judge(file, claim, results))],
        [.. Multiplicity.Find(file)]);

    private static ClaimVerdict Judge(ClaimsFile file, Claim claim, AnalysisResults? results)
    {
        ImmutableArray<AuditFinding> findings = [.. Own(file, claim), .. AgainstResults.Find(claim, results)];
        var outcome = findings.Any(finding => finding.Severity == AuditSeverity.Contradiction) ? ClaimOutcome.DoesNotReproduce
            : IsCheckable(claim, results) ? ClaimOutcome.Reproduces
            : ClaimOutcome.NotCheckable;
        return new ClaimVerdict(claim, outcome, findings);
    }

    private static IEnumerable<AuditFinding> Own(ClaimsFile file, Claim claim) => claim switch
    {
        ComparisonClaim comparison => [.. Percentages.Find(file, comparison), .. ComparisonP.Find(file, comparison), .. FisherInterval.Find(file, comparison)],
        PValueClaim value => PossibleP.Find(value),
        MeanClaim mean => PossibleMean.Find(mean),
        EffectClaim effect => EffectFit.Find(file, effect),
        SumClaim sum => Sums.Find(sum),
        _ => [],
    };

    private static bool IsCheckable(Claim claim, AnalysisResults? results) => claim switch
    {
        PValueClaim { Subjects.IsEmpty: true } => results is not null && !claim.Against.IsEmpty,
        EffectClaim { Interval: ClaimedIntervalMethod.Other, P: null } => results is not null && !claim.Against.IsEmpty,
        MeanClaim { WholeNumbers: false } => results is not null && !claim.Against.IsEmpty,
        _ => true,
    };
}
