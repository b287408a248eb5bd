using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Proportions;

/// <summary>
/// The ratio of two proportions, first over second. Not estimable when a group is empty or, as a ratio of zero or an
/// unlimited one, when a group has no events.
/// Sources: D. Katz et al., Biometrics 34 (1978); O. Miettinen and M. Nurminen, Statistics in Medicine 4 (1985).
/// </summary>
public static class RiskRatio
{
    /// <summary>With the normal interval of the log ratio; it needs events in both groups.</summary>
    public static EffectEstimate Katz(TwoProportions groups, double level = 0.95)
    {
        const string name = "Katz (log)";
        var estimate = Estimate(groups, level);
        if (!estimate.IsEstimable)
            return EffectEstimate.NotEstimable(estimate.Reason!, level, name);
        var variance = 1.0 / groups.EventsFirst - 1.0 / groups.SubjectsFirst
            + 1.0 / groups.EventsSecond - 1.0 / groups.SubjectsSecond;
        var factor = Math.Exp(NormalDistribution.Quantile(0.5 + level / 2) * Math.Sqrt(variance));
        return variance > 0
            ? new(estimate, new ConfidenceInterval(level, estimate.Value / factor, estimate.Value * factor, name))
            : new(estimate, EffectEstimate.NotEstimable("all subjects of both groups have events", level, name).Interval);
    }

    /// <summary>
    /// With the score interval. Without events in the first group its lower bound is 0; without events in the second its
    /// upper bound is not estimable.
    /// </summary>
    public static EffectEstimate MiettinenNurminen(TwoProportions groups, double level = 0.95)
    {
        const string name = "Miettinen–Nurminen (score)";
        var estimate = Estimate(groups, level);
        if (groups.HasEmptyGroup || groups.EventsFirst + groups.EventsSecond == 0)
            return EffectEstimate.NotEstimable(estimate.Reason!, level, name);
        var z = NormalDistribution.Quantile(0.5 + level / 2);
        return new(estimate, new ConfidenceInterval(
            level,
            groups.EventsFirst == 0 ? 0 : WhereScoreIs(z, groups),
            groups.EventsSecond == 0
                ? Estimable<double>.Not("the ratio has no upper limit: the second group has no events")
                : WhereScoreIs(-z, groups),
            name));
    }

    /// <summary>The score statistic falls as the ratio grows.</summary>
    private static double WhereScoreIs(double z, TwoProportions groups) =>
        Math.Exp(BracketedRoot.FindOfIncreasing(logRatio => z - Score(groups, Math.Exp(logRatio)), 0));

    private static double Score(TwoProportions groups, double ratio)
    {
        var contrast = groups.First - ratio * groups.Second;
        var variance = RestrictedProportions.VarianceAtRatio(groups, ratio);
        return variance > 0 ? contrast / Math.Sqrt(variance) : Math.Sign(contrast) * 1e150;
    }

    private static Estimable<double> Estimate(TwoProportions groups, double level)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ConfidenceLevel.Check(level);
        return groups switch
        {
            { HasEmptyGroup: true } => Estimable<double>.Not("a group has no subjects"),
            { EventsFirst: 0, EventsSecond: 0 } => Estimable<double>.Not("neither group has events"),
            { EventsFirst: 0 } => Estimable<double>.Not("the first group has no events, so the ratio tends to zero"),
            { EventsSecond: 0 } => Estimable<double>.Not("the second group has no events, so the ratio grows without limit"),
            _ => groups.First / groups.Second,
        };
    }
}
