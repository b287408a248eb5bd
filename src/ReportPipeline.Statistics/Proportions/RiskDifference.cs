using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Proportions;

/// <summary>
/// The difference of two proportions, first minus second. Not estimable when a group is empty.
/// Sources: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10; O. Miettinen and M. Nurminen, Statistics in
/// Medicine 4 (1985). Reference 2/26 v 6/18: −.25641; Newcombe (−.49222, −.01946), Miettinen–Nurminen (−.50338, −.02278).
/// </summary>
public static class RiskDifference
{
    /// <summary>With the interval that squares and adds the distances to Wilson's bounds, no continuity correction.</summary>
    public static EffectEstimate Newcombe(TwoProportions groups, double level = 0.95)
    {
        const string name = "Newcombe";
        if (Refusal(groups, level, name) is { } refusal)
            return refusal;
        var z = NormalDistribution.Quantile(0.5 + level / 2);
        var (lowerFirst, upperFirst) = Proportion.WilsonBounds(groups.EventsFirst, groups.SubjectsFirst, z);
        var (lowerSecond, upperSecond) = Proportion.WilsonBounds(groups.EventsSecond, groups.SubjectsSecond, z);
        var difference = groups.First - groups.Second;
        return new(difference, new ConfidenceInterval(
            level,
            difference - Length(groups.First - lowerFirst, upperSecond - groups.Second),
            difference + Length(upperFirst - groups.First, groups.Second - lowerSecond),
            name));
    }

    /// <summary>With the score interval: the differences whose score statistic stays within the normal quantile.</summary>
    public static EffectEstimate MiettinenNurminen(TwoProportions groups, double level = 0.95)
    {
        const string name = "Miettinen–Nurminen";
        if (Refusal(groups, level, name) is { } refusal)
            return refusal;
        var z = NormalDistribution.Quantile(0.5 + level / 2);
        var estimate = groups.First - groups.Second;
        return new(estimate, new ConfidenceInterval(level, Bound(groups, estimate, z, -1), Bound(groups, estimate, z, 1), name));
    }

    /// <summary>Where (estimate − δ)² = z² · variance(δ) between the estimate and the end of the range on one side.</summary>
    private static double Bound(TwoProportions groups, double estimate, double z, double side)
    {
        double Excess(double difference) =>
            (estimate - difference) * (estimate - difference) - z * z * RestrictedProportions.VarianceAtDifference(groups, difference);
        // At the estimate itself the excess can be 0 without being the root that is sought (both groups without events).
        var near = estimate + side * 1e-12;
        return Math.Abs(estimate - side) < 1e-12 || Excess(near) >= 0
            ? estimate
            : BracketedRoot.Find(Excess, Math.Min(near, side), Math.Max(near, side));
    }

    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);

    private static EffectEstimate? Refusal(TwoProportions groups, double level, string name)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ConfidenceLevel.Check(level);
        return groups.HasEmptyGroup ? EffectEstimate.NotEstimable("a group has no subjects", level, name) : null;
    }
}
