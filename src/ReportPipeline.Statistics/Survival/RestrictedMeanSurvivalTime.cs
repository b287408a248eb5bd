using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Survival;

/// <summary>A restricted mean survival time: the area under the survivor function up to a horizon.</summary>
/// <param name="Mean">The area, in the unit of the times.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Mean ± z standard errors.</param>
public sealed record RestrictedMean(double Mean, double StandardError, ConfidenceInterval Interval);

/// <summary>Two restricted means compared.</summary>
/// <param name="First">The reference group's, or why there is none.</param>
/// <param name="Second">The other group's, or why there is none.</param>
/// <param name="Difference">Second − first.</param>
/// <param name="DifferenceInterval">Normal interval of the difference.</param>
/// <param name="DifferenceTest">Test of no difference.</param>
/// <param name="Ratio">Second / first.</param>
/// <param name="RatioInterval">Interval of the ratio, normal on the log scale.</param>
/// <param name="RatioTest">Test of a ratio of 1.</param>
public sealed record RestrictedMeanComparison(
    Estimable<RestrictedMean> First,
    Estimable<RestrictedMean> Second,
    Estimable<double> Difference,
    ConfidenceInterval DifferenceInterval,
    TestResult DifferenceTest,
    Estimable<double> Ratio,
    ConfidenceInterval RatioInterval,
    TestResult RatioTest);

/// <summary>
/// Restricted mean survival time: ∫₀^τ S(t) dt with the Kaplan–Meier estimate, and two groups compared by difference and
/// ratio.
/// </summary>
/// <remarks>
/// P. Royston and M. K. B. Parmar, BMC Med. Res. Methodol. 13 (2013) 152. Variance Σ A(tᵢ)² dᵢ/(nᵢ(nᵢ − dᵢ)) with A(tᵢ) the area
/// from tᵢ to τ, as R's <c>print.survfit(rmean = τ)</c>. R carries the curve on past the last censoring; here a horizon
/// beyond it is not estimable.
/// </remarks>
public static class RestrictedMeanSurvivalTime
{
    /// <param name="curve">A Kaplan–Meier curve of times from 0 on.</param>
    /// <param name="horizon">τ &gt; 0, in the unit of the times.</param>
    /// <returns>Not estimable when the curve is unknown before the horizon.</returns>
    public static Estimable<RestrictedMean> Estimate(KaplanMeierCurve curve, double horizon)
    {
        if (!(horizon > 0) || !double.IsFinite(horizon))
            return Estimable<RestrictedMean>.Not("the horizon is not a positive number");
        if (curve.Steps[0].Time < 0) return Estimable<RestrictedMean>.Not("a time lies before 0");
        if (!curve.At(horizon).IsEstimable)
            return Estimable<RestrictedMean>.Not("the horizon lies past the last censoring");

        // Backward, so that the area from each step to the horizon is at hand when its variance term needs it.
        var (area, variance, right) = (0.0, 0.0, horizon);
        for (var i = curve.Steps.Count - 1; i >= 0; i--)
        {
            var step = curve.Steps[i];
            if (step.Time > horizon) continue;
            area += (right - step.Time) * step.Survival;
            right = step.Time;
            if (step.AtRisk > step.Events)
                variance += area * area * step.Events / ((double)step.AtRisk * (step.AtRisk - step.Events));
        }

        area += right;
        var error = Math.Sqrt(variance);
        var level = curve.Options.Level;
        return new RestrictedMean(area, error, Normal(level, area, error, value => value));
    }

    /// <summary>Compares two groups at the same horizon.</summary>
    /// <param name="first">The reference group's curve.</param>
    /// <param name="second">The other group's curve.</param>
    /// <param name="horizon">τ &gt; 0.</param>
    public static RestrictedMeanComparison Compare(KaplanMeierCurve first, KaplanMeierCurve second, double horizon)
    {
        var (a, b) = (Estimate(first, horizon), Estimate(second, horizon));
        var level = first.Options.Level;
        if ((a.Reason ?? b.Reason) is { } reason) return NotCompared(a, b, level, reason);
        var difference = b.Value.Mean - a.Value.Mean;
        var error = Math.Sqrt(Square(a.Value.StandardError) + Square(b.Value.StandardError));
        var logRatio = Math.Log(b.Value.Mean / a.Value.Mean);
        var logError = Math.Sqrt(
            Square(a.Value.StandardError / a.Value.Mean) + Square(b.Value.StandardError / b.Value.Mean));
        return new RestrictedMeanComparison(
            a,
            b,
            difference,
            Normal(level, difference, error, value => value),
            Test("difference of restricted means", difference, error),
            a.Value.Mean > 0 && b.Value.Mean > 0 ? Math.Exp(logRatio) : Estimable<double>.Not("a restricted mean is 0"),
            Normal(level, logRatio, logError, Math.Exp),
            Test("ratio of restricted means", logRatio, logError));
    }

    private static ConfidenceInterval Normal(double level, double centre, double error, Func<double, double> scale)
    {
        if (!(error > 0) || !double.IsFinite(centre) || !double.IsFinite(error))
        {
            var none = Estimable<double>.Not("the variance estimate is zero");
            return new ConfidenceInterval(level, none, none, "normal");
        }

        var width = error * NormalDistribution.Quantile(0.5 + (0.5 * level));
        return new ConfidenceInterval(level, scale(centre - width), scale(centre + width), "normal");
    }

    private static TestResult Test(string name, double estimate, double error)
    {
        var z = estimate / error;
        if (double.IsFinite(z))
            return new TestResult(name, z, Estimable<double>.Not("a normal statistic has none"), PValue.OfNormal(z));
        var none = Estimable<double>.Not("the variance estimate is zero");
        return new TestResult(name, none, none, none);
    }

    private static RestrictedMeanComparison NotCompared(
        Estimable<RestrictedMean> first, Estimable<RestrictedMean> second, double level, string reason)
    {
        var none = Estimable<double>.Not(reason);
        var interval = new ConfidenceInterval(level, none, none, "normal");
        return new RestrictedMeanComparison(
            first,
            second,
            none,
            interval,
            new TestResult("difference of restricted means", none, none, none),
            none,
            interval,
            new TestResult("ratio of restricted means", none, none, none));
    }

    private static double Square(double value) => value * value;
}
