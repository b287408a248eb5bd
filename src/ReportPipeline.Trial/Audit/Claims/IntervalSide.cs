namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>
/// An interval of another make than Wald's cannot be computed from estimate and P. It still says what a test says: "no difference" lies
/// outside it when P is below 1 − its level. Tests and intervals that order the outcomes differently may disagree by right, so it is asked.
/// </summary>
internal static class IntervalSide
{
    public static IEnumerable<AuditFinding> Find(ClaimsFile file, EffectClaim claim)
    {
        var upper = claim.Upper is { } limit ? FormattableString.Invariant($"{limit}") : "∞";
        if (Printed.Range(claim.Estimate).Low > End(claim).High || Printed.Range(claim.Estimate).High < Printed.Range(claim.Lower).Low)
        {
            yield return Finding(claim, "OUTSIDE-INTERVAL", AuditSeverity.Contradiction, AuditFinding.Say(
                $"the {claim.Measure.English} {claim.Estimate} lies outside its interval, {claim.Lower} to {upper}",
                $"{claim.Measure.SimplifiedChinese}{claim.Estimate}不在其区间{claim.Lower}～{upper}之内"));
        }

        if (claim.P is not { } p || Side(claim) is not { } excludes || PIsBelow(p, 1 - file.ConfidenceLevel) is not { } below || excludes == below)
        {
            yield break;
        }

        yield return Finding(claim, "INTERVAL-AND-P-DISAGREE", AuditSeverity.Question, AuditFinding.Say(
            $"P {Printed.Text(p)} beside an interval of the {claim.Measure.English}, {claim.Lower} to {upper}, that {(excludes ? "leaves out" : "contains")} {None(claim)}",
            $"所印P {Printed.Text(p)}，而{claim.Measure.SimplifiedChinese}的区间{claim.Lower}～{upper}{(excludes ? "不包含" : "包含")}{None(claim)}"));
    }

    /// <summary>True when the interval leaves "no difference" out; null when the rounding of a limit does not tell.</summary>
    private static bool? Side(EffectClaim claim)
    {
        var (none, lower, upper) = (None(claim), Printed.Range(claim.Lower), End(claim));
        return lower.Low > none || upper.High < none ? true
            : lower.High < none && upper.Low > none ? false
            : null;
    }

    private static int None(EffectClaim claim) => claim.IsRatio ? 1 : 0;

    private static (double Low, double High) End(EffectClaim claim) =>
        claim.Upper is { } upper ? Printed.Range(upper) : (double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Null when the rounding does not tell.</summary>
    private static bool? PIsBelow(PrintedP p, double level)
    {
        var range = p.Below ? (Low: 0.0, High: (double)p.Value) : Printed.Range(p.Value);
        return range.High < level || (p.Below && range.High <= level) ? true
            : range.Low > level ? false
            : null;
    }

    private static AuditFinding Finding(EffectClaim claim, string code, AuditSeverity severity, Protocol.LocalizedText what) =>
        new($"{claim.Code}-{code}", what, claim.Where, [claim.Id], severity);
}
