using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>
/// Fisher's two-sided P value orders tables by likelihood, the usual (central) interval of the odds ratio by tails: the first can be below
/// the level while the second contains 1. The interval that inverts the same ordering agrees. Only a statement that says which interval
/// stands beside its P value is asked: one without an interval has nothing that could disagree.
/// </summary>
internal static class FisherInterval
{
    public static IEnumerable<AuditFinding> Find(ClaimsFile file, ComparisonClaim claim)
    {
        if (claim is not { Test: AssociationTestChoice.Fisher, Groups.Length: 2, OddsRatioInterval: OddsRatioIntervalChoice.Central })
        {
            yield break;
        }

        var result = FisherExactTest.Test(ComparisonP.Table(claim), new FisherOptions { Interval = OddsRatioInterval.Central, Level = file.ConfidenceLevel });
        var (p, interval) = (result.Test.PValue, result.Interval);
        var containsOne = interval.Lower is { IsEstimable: true, Value: <= 1 } && !(interval.Upper is { IsEstimable: true, Value: < 1 });
        if (p.IsEstimable && p.Value < file.SignificanceLevel && containsOne)
        {
            var upper = interval.Upper.IsEstimable ? FormattableString.Invariant($"{interval.Upper.Value:F3}") : "∞";
            yield return new AuditFinding(
                "P-AND-CENTRAL-INTERVAL-DISAGREE",
                AuditFinding.Say(
                    $"Fisher's P {p.Value:F4} is below the level while the central interval of the odds ratio, {interval.Lower.Value:F3} to {upper}, contains 1; the interval that belongs to this P inverts the same ordering",
                    $"Fisher P {p.Value:F4}低于检验水准，而比值比的中心置信区间（{interval.Lower.Value:F3}～{upper}）包含1；与该P相配的区间应由同一排序反演得到"),
                claim.Where,
                [claim.Id],
                AuditSeverity.Question);
        }
    }
}
