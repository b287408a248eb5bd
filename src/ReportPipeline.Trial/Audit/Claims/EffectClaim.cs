using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>How a printed interval was made.</summary>
public enum ClaimedIntervalMethod
{
    /// <summary>Estimate ± quantile × standard error, of ratios on the scale of their logarithm: estimate, limits and P are one fit.</summary>
    Wald,

    /// <summary>Exact, score, profile or another: all that can be asked is on which side of "no difference" limits and P lie.</summary>
    Other,
}

/// <summary>A printed estimate of an effect with its interval.</summary>
public abstract record EffectClaim : Claim
{
    public required decimal Estimate { get; init; }

    public required decimal Lower { get; init; }

    /// <summary>Null for ∞.</summary>
    public decimal? Upper { get; init; }

    public ClaimedIntervalMethod Interval { get; init; }

    /// <summary>What is estimated, in the words of a finding.</summary>
    internal abstract LocalizedText Measure { get; }

    /// <summary>Beginning of the codes of its findings.</summary>
    internal abstract string Code { get; }

    /// <summary>False for a difference: no logarithm, and 0 is "no difference".</summary>
    internal virtual bool IsRatio => true;
}

public sealed record HazardRatioClaim : EffectClaim
{
    internal override LocalizedText Measure => new() { English = "hazard ratio", SimplifiedChinese = "风险比" };

    internal override string Code => "HAZARD-RATIO";
}

public sealed record OddsRatioClaim : EffectClaim
{
    internal override LocalizedText Measure => new() { English = "odds ratio", SimplifiedChinese = "比值比" };

    internal override string Code => "ODDS-RATIO";
}

public sealed record RiskRatioClaim : EffectClaim
{
    internal override LocalizedText Measure => new() { English = "risk ratio", SimplifiedChinese = "相对危险度" };

    internal override string Code => "RISK-RATIO";
}

/// <summary>A difference of proportions; in which unit (proportion or percentage points) does not matter to the check.</summary>
public sealed record RiskDifferenceClaim : EffectClaim
{
    internal override LocalizedText Measure => new() { English = "risk difference", SimplifiedChinese = "率差" };

    internal override string Code => "RISK-DIFFERENCE";

    internal override bool IsRatio => false;

    internal override IEnumerable<string> Problems() => [.. base.Problems(), .. Upper is null ? ["upper: a difference has one."] : Array.Empty<string>()];
}
