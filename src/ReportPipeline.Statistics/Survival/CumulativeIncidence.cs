namespace ReportPipeline.Statistics.Survival;

/// <summary>How the variance of a cumulative incidence is estimated.</summary>
public enum IncidenceVariance
{
    /// <summary>O. Aalen, Ann. Statist. 6 (1978) 534–545: SAS's and cmprsk's default.</summary>
    Aalen,

    /// <summary>The delta method: Klein &amp; Moeschberger (2003) §4.7; SAS's DELTA.</summary>
    Delta,
}

/// <summary>The conventions of a cumulative incidence; a report prints them.</summary>
public sealed record CumulativeIncidenceOptions
{
    public static CumulativeIncidenceOptions Default { get; } = new();

    /// <summary>Coverage of the pointwise intervals, strictly between 0 and 1.</summary>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 0.95;

    public IncidenceVariance Variance { get; init; } = IncidenceVariance.Aalen;
}

/// <summary>A step of a cumulative incidence: a time at which the cause occurred.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">Subjects at risk just before it.</param>
/// <param name="Events">Events of the cause at it.</param>
/// <param name="Incidence">Probability of the cause by the time, in [0, 1].</param>
/// <param name="Variance">Its variance.</param>
public readonly record struct IncidenceStep(double Time, int AtRisk, int Events, double Incidence, double Variance);

/// <summary>A group's cumulative incidence of a cause.</summary>
/// <param name="Group">The group's label.</param>
/// <param name="Curve">Its curve, or why there is none.</param>
public sealed record CumulativeIncidenceGroup(int Group, Estimable<CumulativeIncidenceCurve> Curve);

/// <summary>
/// The Aalen–Johansen estimate of the probability that a cause occurs by a time while other causes compete:
/// F(t) = Σ S(tᵢ−) dᵢ/nᵢ with S the Kaplan–Meier estimate for any cause.
/// </summary>
/// <remarks>
/// O. Aalen and S. Johansen, Scand. J. Statist. 5 (1978) 141–150. Reference values: R's <c>cmprsk::cuminc</c>.
/// </remarks>
public static class CumulativeIncidence
{
    /// <summary>One curve per group that occurs, in ascending order of its label.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="cause">The cause of interest, at least 1.</param>
    /// <param name="options">Conventions; the default when omitted.</param>
    public static IReadOnlyList<CumulativeIncidenceGroup> EstimateByGroup(
        CompetingRisksSample sample, int cause, CumulativeIncidenceOptions? options = null)
    {
        if (sample.Subjects == 0) return [];
        var (positions, starts) = sample.Sample.Group.Partition(sample.Subjects);
        return [.. sample.Sample.Group.Labels.Select((label, code) => new CumulativeIncidenceGroup(label, Curve(
            sample, positions.AsSpan(starts[code]..starts[code + 1]), cause, options ?? CumulativeIncidenceOptions.Default)))];
    }

    private static Estimable<CumulativeIncidenceCurve> Curve(
        CompetingRisksSample sample, ReadOnlySpan<int> positions, int cause, CumulativeIncidenceOptions options)
    {
        var variance = new IncidenceVarianceSums(options.Variance);
        var steps = new List<IncidenceStep>();
        var (survival, incidence) = (1.0, 0.0);
        for (var i = 0; i < positions.Length;)
        {
            var (atRisk, now) = (positions.Length - i, sample.Sample.Time[positions[i]]);
            var (ofCause, ofOthers) = (0, 0);
            for (; i < positions.Length && sample.Sample.Time[positions[i]] == now; i++)
            {
                var observed = sample.Cause[positions[i]];
                if (observed == cause) ofCause++;
                else if (observed > 0) ofOthers++;
            }

            if (ofCause + ofOthers == 0) continue;
            incidence += survival * ofCause / atRisk;
            variance.Add(atRisk, (ofCause, ofOthers), survival, incidence);
            survival = survival * (atRisk - ofCause - ofOthers) / atRisk;
            if (ofCause > 0) steps.Add(new IncidenceStep(now, atRisk, ofCause, incidence, variance.Variance));
        }

        return new CumulativeIncidenceCurve(steps, survival > 0, sample.Sample.Time[positions[^1]], options);
    }
}
