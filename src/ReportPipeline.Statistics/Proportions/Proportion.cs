using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Proportions;

/// <summary>
/// Confidence intervals of one proportion, events out of subjects. No subjects: not estimable.
/// Sources: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934); E. B. Wilson, JASA 22 (1927).
/// Reference, 95 % Clopper–Pearson: 24/26 .748697–.990545; 12/18 .409925–.866573; 18/18 .814698–1.
/// </summary>
public static class Proportion
{
    /// <summary>Events over subjects.</summary>
    /// <exception cref="ArgumentException">A count is negative or there are more events than subjects.</exception>
    public static Estimable<double> Estimate(long events, long subjects)
    {
        Check(events, subjects);
        return subjects == 0 ? NoSubjects : (double)events / subjects;
    }

    /// <summary>The exact interval: each bound inverts a one-sided binomial test at half the error.</summary>
    public static ConfidenceInterval ClopperPearson(long events, long subjects, double level = 0.95)
    {
        Check(events, subjects);
        ConfidenceLevel.Check(level);
        var error = (1 - level) / 2;
        return subjects == 0
            ? new(level, NoSubjects, NoSubjects, "Clopper–Pearson")
            : new(
                level,
                events == 0 ? 0 : BetaDistribution.Quantile(error, events, subjects - events + 1),
                events == subjects ? 1 : BetaDistribution.UpperQuantile(error, events + 1, subjects - events),
                "Clopper–Pearson");
    }

    /// <summary>The score interval, without continuity correction.</summary>
    public static ConfidenceInterval Wilson(long events, long subjects, double level = 0.95)
    {
        Check(events, subjects);
        ConfidenceLevel.Check(level);
        if (subjects == 0)
            return new(level, NoSubjects, NoSubjects, "Wilson");
        var (lower, upper) = WilsonBounds(events, subjects, NormalDistribution.Quantile(0.5 + level / 2));
        return new(level, lower, upper, "Wilson");
    }

    /// <summary>Wilson's bounds for a normal quantile z.</summary>
    internal static (double Lower, double Upper) WilsonBounds(long events, long subjects, double z)
    {
        double n = subjects;
        var centre = events + z * z / 2;
        var half = z * Math.Sqrt(events * ((n - events) / n) + z * z / 4);
        // At the ends of the range the bound is 0 or 1 exactly; the difference would leave a rounding error.
        var lower = events == 0 ? 0 : (centre - half) / (n + z * z);
        var upper = events == subjects ? 1 : (centre + half) / (n + z * z);
        return (lower, upper);
    }

    internal static void Check(long events, long subjects)
    {
        if (events < 0 || subjects < events)
            throw new ArgumentException("Events are at least 0 and at most the number of subjects.", nameof(events));
    }

    internal static Estimable<double> NoSubjects => Estimable<double>.Not("the group has no subjects");
}
