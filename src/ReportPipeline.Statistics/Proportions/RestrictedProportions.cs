namespace ReportPipeline.Statistics.Proportions;

/// <summary>
/// Two proportions by maximum likelihood under a fixed difference or ratio, and the variance of the contrast there, with
/// Miettinen and Nurminen's factor N / (N − 1). The likelihood's derivative in the second proportion falls, so bisection
/// to the last bit replaces the closed cubic, which loses half its digits near double roots.
/// Source: O. Miettinen and M. Nurminen, Statistics in Medicine 4 (1985).
/// </summary>
internal static class RestrictedProportions
{
    /// <summary>The variance of p₁ − p₂ when p₁ = p₂ + difference.</summary>
    public static double VarianceAtDifference(TwoProportions groups, double difference)
    {
        var second = Maximise(
            Math.Max(0, -difference), Math.Min(1, 1 - difference),
            p => Slope(groups.EventsFirst, groups.SubjectsFirst, p + difference)
                + Slope(groups.EventsSecond, groups.SubjectsSecond, p));
        return Variance(groups, second + difference, second, 1);
    }

    /// <summary>The variance of p₁ − ratio · p₂ when p₁ = ratio · p₂.</summary>
    public static double VarianceAtRatio(TwoProportions groups, double ratio)
    {
        var second = Maximise(
            0, Math.Min(1, 1 / ratio),
            p => ratio * Slope(groups.EventsFirst, groups.SubjectsFirst, p * ratio)
                + Slope(groups.EventsSecond, groups.SubjectsSecond, p));
        return Variance(groups, ratio * second, second, ratio);
    }

    private static double Variance(TwoProportions groups, double first, double second, double weight)
    {
        (first, second) = (Math.Clamp(first, 0, 1), Math.Clamp(second, 0, 1));
        double total = groups.SubjectsFirst + groups.SubjectsSecond;
        return (first * (1 - first) / groups.SubjectsFirst + weight * weight * second * (1 - second) / groups.SubjectsSecond)
            * total / (total - 1);
    }

    /// <summary>The derivative of the binomial log-likelihood; a count of zero contributes nothing, whatever p is.</summary>
    private static double Slope(long events, long subjects, double p) =>
        (events == 0 ? 0 : events / p) - (events == subjects ? 0 : (subjects - events) / (1 - p));

    private static double Maximise(double low, double high, Func<double, double> slope)
    {
        for (var step = 0; step < 200; step++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                break;
            (low, high) = slope(middle) > 0 ? (middle, high) : (low, middle);
        }
        return low + (high - low) / 2;
    }
}
