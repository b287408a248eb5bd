using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Proportions;

/// <summary>
/// The sample odds ratio of two groups, first over second, with the normal interval of its logarithm. Not estimable with
/// a zero cell: use the conditional odds ratio of <see cref="Tables.FisherExactTest"/>, whose interval still has a bound.
/// Source: B. Woolf, Annals of Human Genetics 19 (1955).
/// </summary>
public static class OddsRatio
{
    public static EffectEstimate Woolf(TwoProportions groups, double level = 0.95)
    {
        const string name = "Woolf (log)";
        ArgumentNullException.ThrowIfNull(groups);
        ConfidenceLevel.Check(level);
        double a = groups.EventsFirst;
        double b = groups.SubjectsFirst - groups.EventsFirst;
        double c = groups.EventsSecond;
        double d = groups.SubjectsSecond - groups.EventsSecond;
        if (groups.HasEmptyGroup)
            return EffectEstimate.NotEstimable("a group has no subjects", level, name);
        if (a == 0 || b == 0 || c == 0 || d == 0)
            return EffectEstimate.NotEstimable("a cell is zero, so the sample odds ratio is zero, infinite or undefined", level, name);
        var estimate = a / b * (d / c);
        var factor = Math.Exp(NormalDistribution.Quantile(0.5 + level / 2) * Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d));
        return new(estimate, new ConfidenceInterval(level, estimate / factor, estimate * factor, name));
    }
}
