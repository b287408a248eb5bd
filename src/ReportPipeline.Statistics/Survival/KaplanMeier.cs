using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// The product-limit estimate of the survivor function, S(t) = ∏ (1 − d/n), with Greenwood's variance.
/// </summary>
/// <remarks>
/// E. L. Kaplan and P. Meier, JASA 53 (1958) 457–481. Conventions: events precede censorings at a tied time, so a subject
/// censored at t is at risk at t; log-log limits by default. Reference values: R's <c>survival::survfit</c>.
/// </remarks>
public static class KaplanMeier
{
    /// <summary>The curve of all subjects together.</summary>
    /// <param name="times">Time to event or censoring; not finite means missing.</param>
    /// <param name="events">Whether the event was observed.</param>
    /// <param name="options">Conventions; the default when omitted.</param>
    /// <returns>The curve, or why there is none: no subject has a time.</returns>
    public static Estimable<KaplanMeierCurve> Estimate(
        ReadOnlySpan<double> times, ReadOnlySpan<bool> events, KaplanMeierOptions? options = null)
    {
        var sample = SurvivalSample.Create(times, events);
        return Curve(sample.Time, sample.Event, options ?? KaplanMeierOptions.Default);
    }

    /// <summary>One curve per group that occurs, in ascending order of its label.</summary>
    public static IReadOnlyList<KaplanMeierGroup> EstimateByGroup(
        SurvivalSample sample, KaplanMeierOptions? options = null)
    {
        var (positions, starts) = sample.Group.Partition(sample.Subjects);
        var (time, @event) = (new double[positions.Length], new bool[positions.Length]);
        for (var i = 0; i < positions.Length; i++)
        {
            time[i] = sample.Time[positions[i]];
            @event[i] = sample.Event[positions[i]];
        }

        return [.. sample.Group.Labels.Select((label, code) => new KaplanMeierGroup(label, Curve(
            time.AsSpan(starts[code]..starts[code + 1]),
            @event.AsSpan(starts[code]..starts[code + 1]),
            options ?? KaplanMeierOptions.Default)))];
    }

    /// <summary>
    /// The reverse Kaplan–Meier estimate of follow-up per group: censoring is the event, an event censors
    /// (Schemper &amp; Smith 1996). Its median is the median follow-up.
    /// </summary>
    public static IReadOnlyList<KaplanMeierGroup> FollowUpByGroup(
        SurvivalSample sample, KaplanMeierOptions? options = null) => EstimateByGroup(sample.Reversed(), options);

    internal static Estimable<KaplanMeierCurve> Curve(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> @event, KaplanMeierOptions options)
    {
        if (time.IsEmpty) return Estimable<KaplanMeierCurve>.Not("no subject has a time");
        var columns = new KaplanMeierColumns(DistinctTimes(time));
        var (survival, variance) = (1.0, 0.0);
        var limits = SurvivalBand.Limits(1, 0, 0, options.Transform);
        var z = NormalDistribution.Quantile(0.5 + (0.5 * options.Level));
        for (int step = 0, i = 0; i < time.Length; step++)
        {
            var (atRisk, now, events) = (time.Length - i, time[i], 0);
            for (; i < time.Length && time[i] == now; i++)
            {
                if (@event[i]) events++;
            }

            if (events > 0)
            {
                survival = events == atRisk ? 0 : survival * (atRisk - events) / atRisk;
                variance += events / ((double)atRisk * (atRisk - events));
                limits = SurvivalBand.Limits(survival, Math.Sqrt(variance), z, options.Transform);
            }

            columns.Set(step, now, (atRisk, events, time.Length - i), (survival, Math.Sqrt(variance), limits));
        }

        return new KaplanMeierCurve(columns, options);
    }

    private static int DistinctTimes(ReadOnlySpan<double> time)
    {
        var distinct = 1;
        for (var i = 1; i < time.Length; i++)
        {
            if (time[i] != time[i - 1]) distinct++;
        }

        return distinct;
    }
}

/// <summary>A group's curve.</summary>
/// <param name="Group">The group's label.</param>
/// <param name="Curve">Its curve, or why there is none.</param>
public sealed record KaplanMeierGroup(int Group, Estimable<KaplanMeierCurve> Curve);
