using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>
/// A hazard ratio, its Wald interval and its P value are three views of two numbers: log HR and its standard error. The printed roundings
/// of the estimate and the upper limit bound what the other two can be.
/// </summary>
internal static class HazardRatioFit
{
    public static IEnumerable<AuditFinding> Find(ClaimsFile file, HazardRatioClaim claim)
    {
        if (claim.Estimate <= 0 || claim.Upper is not > 0)
        {
            yield return Finding(claim, "SEPARATION-NOT-AN-ESTIMATE", AuditFinding.Say(
                $"an estimate at the edge of its range, {claim.Estimate} ({claim.Lower} to {Upper(claim)}), is separation: one group has no events, and the maximum of the likelihood lies at infinity",
                $"估计值位于取值边界：{claim.Estimate}（{claim.Lower}～{Upper(claim)}），属完全分离：有一组未发生事件，似然在无穷远处取最大值"));
            yield break;
        }

        var z = NormalDistribution.Quantile(1 - ((1 - file.ConfidenceLevel) / 2));
        var corners = Corners(claim, z).ToList();
        if (corners.Count == 0)
        {
            yield return Finding(claim, "HAZARD-RATIO-OUTSIDE-INTERVAL", AuditFinding.Say(
                $"the hazard ratio {claim.Estimate} is not below its upper limit {claim.Upper}", $"风险比{claim.Estimate}不低于其置信上限{claim.Upper}"));
            yield break;
        }

        var (least, most) = (corners.Min(corner => corner.P), corners.Max(corner => corner.P));
        var printed = Printed.Range(claim.P?.Value ?? 0);
        if (claim.P is { Below: false } p && (printed.High < least || printed.Low > most))
        {
            yield return Finding(claim, "HAZARD-RATIO-INTERVAL-AND-P-DISAGREE", AuditFinding.Say(
                $"{claim.Estimate} with upper limit {claim.Upper} implies P {least:F3} to {most:F3}, printed is {p.Value}",
                $"{claim.Estimate}及其上限{claim.Upper}意味着P为{least:F3}～{most:F3}，所印为{p.Value}"));
        }

        var (low, high) = (corners.Min(corner => corner.Lower), corners.Max(corner => corner.Lower));
        var lower = Printed.Range(claim.Lower);
        if (lower.High < low || lower.Low > high)
        {
            yield return Finding(claim, "HAZARD-RATIO-LIMITS-DISAGREE", AuditFinding.Say(
                $"{claim.Estimate} with upper limit {claim.Upper} implies a lower limit of {low:F3} to {high:F3}, printed is {claim.Lower}",
                $"{claim.Estimate}及其上限{claim.Upper}意味着下限为{low:F3}～{high:F3}，所印为{claim.Lower}"));
        }
    }

    // P and the lower limit are monotone in the estimate and in the upper limit, so their extremes lie at the corners of the rounding.
    private static IEnumerable<(double P, double Lower)> Corners(HazardRatioClaim claim, double z)
    {
        var (estimate, upper) = (Printed.Range(claim.Estimate), Printed.Range(claim.Upper!.Value));
        foreach (var ratio in new[] { estimate.Low, (double)claim.Estimate, estimate.High })
        {
            foreach (var limit in new[] { upper.Low, upper.High })
            {
                var standardError = (Math.Log(limit) - Math.Log(ratio)) / z;
                if (ratio > 0 && standardError > 0)
                {
                    yield return (NormalDistribution.TwoSidedP(Math.Log(ratio) / standardError), ratio * ratio / limit);
                }
            }
        }
    }

    private static string Upper(HazardRatioClaim claim) => claim.Upper is { } upper ? FormattableString.Invariant($"{upper}") : "∞";

    private static AuditFinding Finding(HazardRatioClaim claim, string code, Protocol.LocalizedText what) => new(code, what, claim.Where, [claim.Id], AuditSeverity.Contradiction);
}
