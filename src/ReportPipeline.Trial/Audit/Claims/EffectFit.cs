using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>
/// An estimate, its Wald interval and its P value are three views of two numbers: the estimate (of a ratio its logarithm) and its standard
/// error. The printed roundings of the estimate and the upper limit bound what the other two can be.
/// </summary>
internal static class EffectFit
{
    public static IEnumerable<AuditFinding> Find(ClaimsFile file, EffectClaim claim)
    {
        if (claim.IsRatio && claim.Interval == ClaimedIntervalMethod.Wald && (claim.Estimate <= 0 || claim.Upper is not > 0))
        {
            return [Finding(claim, "SEPARATION-NOT-AN-ESTIMATE", AuditFinding.Say(
                $"an estimate at the edge of its range, {claim.Estimate} ({claim.Lower} to {Upper(claim)}), is separation: one group has no events, and the maximum of the likelihood lies at infinity",
                $"估计值位于取值边界：{claim.Estimate}（{claim.Lower}～{Upper(claim)}），属完全分离：有一组未发生事件，似然在无穷远处取最大值"))];
        }

        return claim.Interval == ClaimedIntervalMethod.Wald ? OneFit(file, claim) : IntervalSide.Find(file, claim);
    }

    private static IEnumerable<AuditFinding> OneFit(ClaimsFile file, EffectClaim claim)
    {
        var corners = Corners(claim, NormalDistribution.Quantile(1 - ((1 - file.ConfidenceLevel) / 2))).ToList();
        if (corners.Count == 0)
        {
            yield return Finding(claim, $"{claim.Code}-OUTSIDE-INTERVAL", AuditFinding.Say(
                $"the {claim.Measure.English} {claim.Estimate} is not below its upper limit {claim.Upper}", $"{claim.Measure.SimplifiedChinese}{claim.Estimate}不低于其置信上限{claim.Upper}"));
            yield break;
        }

        var (least, most) = (corners.Min(corner => corner.P), corners.Max(corner => corner.P));
        if (claim.P is { } p && !Printed.CanBe(p, least, most))
        {
            yield return Finding(claim, $"{claim.Code}-INTERVAL-AND-P-DISAGREE", AuditFinding.Say(
                $"{claim.Estimate} with upper limit {claim.Upper} implies P {least:F3} to {most:F3}, printed is {Printed.Text(p)}",
                $"{claim.Estimate}及其上限{claim.Upper}意味着P为{least:F3}～{most:F3}，所印为{Printed.Text(p)}"));
        }

        var (low, high) = (corners.Min(corner => corner.Lower), corners.Max(corner => corner.Lower));
        var lower = Printed.Range(claim.Lower);
        if (lower.High < low || lower.Low > high)
        {
            yield return Finding(claim, $"{claim.Code}-LIMITS-DISAGREE", AuditFinding.Say(
                $"{claim.Estimate} with upper limit {claim.Upper} implies a lower limit of {low:F3} to {high:F3}, printed is {claim.Lower}",
                $"{claim.Estimate}及其上限{claim.Upper}意味着下限为{low:F3}～{high:F3}，所印为{claim.Lower}"));
        }
    }

    // P and the lower limit are monotone in the estimate and in the upper limit, so their extremes lie at the corners of the rounding.
    // The printed estimate itself is one more: where the rounding holds "no difference", P is largest there and not at a corner.
    private static IEnumerable<(double P, double Lower)> Corners(EffectClaim claim, double z)
    {
        var (estimate, upper) = (Printed.Range(claim.Estimate), Printed.Range(claim.Upper!.Value));
        foreach (var value in new[] { estimate.Low, (double)claim.Estimate, estimate.High })
        {
            foreach (var limit in new[] { upper.Low, upper.High })
            {
                var (centre, end) = claim.IsRatio ? (Math.Log(Math.Max(0, value)), Math.Log(Math.Max(0, limit))) : (value, limit);
                var standardError = (end - centre) / z;
                if (double.IsFinite(standardError) && standardError > 0)
                {
                    var lower = (2 * centre) - end;
                    yield return (NormalDistribution.TwoSidedP(centre / standardError), claim.IsRatio ? Math.Exp(lower) : lower);
                }
            }
        }
    }

    private static string Upper(EffectClaim claim) => claim.Upper is { } upper ? FormattableString.Invariant($"{upper}") : "∞";

    private static AuditFinding Finding(EffectClaim claim, string code, Protocol.LocalizedText what) => new(code, what, claim.Where, [claim.Id], AuditSeverity.Contradiction);
}
