namespace ReportPipeline.Statistics.Descriptive;

/// <summary>
/// The difference of two group means in units of the average standard deviation √((s₁² + s₂²)/2), for describing balance
/// (not for testing it). First group minus second; not estimable when a group is empty or nothing varies. Interval: ± z √((n₁ + n₂)/(n₁n₂) + d²/(2(n₁ + n₂))).
/// Source: P. C. Austin, Statistics in Medicine 28 (2009) 3083–3107; interval: Hedges &amp; Olkin (1985).
/// </summary>
public sealed record StandardisedMeanDifference(Estimable<double> Difference, ConfidenceInterval Interval)
{
    private const string Method = "standardised mean difference, Hedges–Olkin interval";

    /// <summary>For a numeric variable.</summary>
    public static StandardisedMeanDifference Continuous(IReadOnlyList<double> first, IReadOnlyList<double> second, double level = 0.95)
    {
        var (variance1, variance2) = (Moments.Variance(first), Moments.Variance(second));
        if (!variance1.IsEstimable || !variance2.IsEstimable)
            return From(Estimable<double>.Not("each group needs two values"), first.Count, second.Count, level);
        var difference = Moments.Mean(first).Value - Moments.Mean(second).Value;
        return From(Standardise(difference, variance1.Value, variance2.Value), first.Count, second.Count, level);
    }

    /// <summary>For a yes-or-no variable: p₁ − p₂ over √((p₁q₁ + p₂q₂)/2).</summary>
    public static StandardisedMeanDifference Binary(int events1, int total1, int events2, int total2, double level = 0.95)
    {
        CheckCounts(events1, total1);
        CheckCounts(events2, total2);
        if (total1 == 0 || total2 == 0)
            return From(Estimable<double>.Not("a group is empty"), total1, total2, level);
        var (p1, p2) = ((double)events1 / total1, (double)events2 / total2);
        return From(Standardise(p1 - p2, p1 * (1 - p1), p2 * (1 - p2)), total1, total2, level);
    }

    internal static Estimable<double> Standardise(double difference, double variance1, double variance2)
    {
        var unit = Math.Sqrt((variance1 + variance2) / 2);
        return unit > 0 ? difference / unit : Estimable<double>.Not("the variable does not vary in either group");
    }

    private static StandardisedMeanDifference From(Estimable<double> difference, int n1, int n2, double level)
    {
        ConfidenceLevel.Check(level);
        var halfWidth = difference.Select(d =>
            Distributions.NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(((double)n1 + n2) / ((double)n1 * n2) + d * d / (2.0 * (n1 + n2))));
        return new(difference, new ConfidenceInterval(
            level, difference.Select(d => d - halfWidth.Value), difference.Select(d => d + halfWidth.Value), Method));
    }

    private static void CheckCounts(int events, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, total);
    }
}
