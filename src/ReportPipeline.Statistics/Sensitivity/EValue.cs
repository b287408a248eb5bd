namespace ReportPipeline.Statistics.Sensitivity;

/// <summary>The measure an E-value starts from, with how it becomes a risk ratio.</summary>
public enum EffectMeasure
{
    RiskRatio,

    /// <summary>Outcome below 15 % at the end of follow-up: the odds ratio is near the risk ratio.</summary>
    OddsRatioRareOutcome,

    /// <summary>Risk ratio ≈ √OR.</summary>
    OddsRatioCommonOutcome,

    /// <summary>Outcome below 15 % at the end of follow-up: the hazard ratio is near the risk ratio.</summary>
    HazardRatioRareOutcome,

    /// <summary>Risk ratio ≈ (1 − 0.5^√HR)/(1 − 0.5^√(1/HR)).</summary>
    HazardRatioCommonOutcome,
}

/// <summary>
/// The least strength, as a risk ratio, that an unmeasured confounder would need with both treatment and outcome to explain
/// the estimate away: RR + √(RR(RR − 1)) for RR ≥ 1, and the same of 1/RR below.
/// Source: T. J. VanderWeele &amp; P. Ding, Annals of Internal Medicine 167 (2017) 268–274.
/// </summary>
/// <param name="RiskRatio">The estimate as an (approximate) risk ratio.</param>
/// <param name="Estimate">E-value of the estimate, at least 1.</param>
/// <param name="Bound">E-value of the interval's bound nearer to 1; 1 when the interval includes 1.</param>
public sealed record EValue(Estimable<double> RiskRatio, Estimable<double> Estimate, Estimable<double> Bound)
{
    public static EValue Of(Estimable<double> ratio, ConfidenceInterval interval, EffectMeasure measure)
    {
        var riskRatio = AsRiskRatio(ratio, measure);
        return new(riskRatio, riskRatio.Select(ForRiskRatio), ForBound(riskRatio, interval, measure));
    }

    /// <summary>The E-value of one risk ratio; <paramref name="riskRatio"/> positive and finite.</summary>
    public static double ForRiskRatio(double riskRatio)
    {
        if (!(riskRatio > 0) || double.IsInfinity(riskRatio))
            throw new ArgumentOutOfRangeException(nameof(riskRatio), "A risk ratio is positive and finite.");
        var away = riskRatio < 1 ? 1 / riskRatio : riskRatio;
        return away + Math.Sqrt(away * (away - 1));
    }

    private static Estimable<double> ForBound(Estimable<double> riskRatio, ConfidenceInterval interval, EffectMeasure measure)
    {
        if (!riskRatio.IsEstimable)
            return Estimable<double>.Not(riskRatio.Reason!);
        var protective = riskRatio.Value < 1;
        var bound = protective ? interval.Upper : interval.Lower;
        // An open bound on the side of 1 leaves the interval reaching past 1.
        if (!bound.IsEstimable)
            return 1.0;
        if (protective ? bound.Value >= 1 : bound.Value <= 1)
            return 1.0;
        return AsRiskRatio(bound, measure).Select(ForRiskRatio);
    }

    private static Estimable<double> AsRiskRatio(Estimable<double> ratio, EffectMeasure measure)
    {
        if (!ratio.IsEstimable)
            return ratio;
        if (!(ratio.Value > 0) || double.IsInfinity(ratio.Value))
            return Estimable<double>.Not("the ratio is not positive and finite");
        return measure switch
        {
            EffectMeasure.OddsRatioCommonOutcome => Math.Sqrt(ratio.Value),
            EffectMeasure.HazardRatioCommonOutcome => FromCommonHazardRatio(ratio.Value),
            _ => ratio.Value,
        };
    }

    private static double FromCommonHazardRatio(double hazardRatio)
    {
        var ln2 = Math.Log(2);
        return Distributions.ElementaryFunctions.ExpMinusOne(-ln2 * Math.Sqrt(hazardRatio))
            / Distributions.ElementaryFunctions.ExpMinusOne(-ln2 * Math.Sqrt(1 / hazardRatio));
    }
}
