using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.GroupSequential;

/// <summary>
/// The score process B(t) = Z√t of a trial that has not stopped yet: its sub-density after each look, by recursive numerical
/// integration over the continuation region.
/// Source: P. Armitage, C. K. McPherson &amp; B. C. Rowe, JRSS A 132 (1969); C. Jennison &amp; B. W. Turnbull, "Group Sequential
/// Methods" (1999), ch. 19. Gauss–Legendre panels replace their Simpson grid: the regions are bounded, the integrand analytic.
/// </summary>
internal sealed class SequentialProcess
{
    // In standard deviations: what lies beyond has probability below 1e-22.
    private const double Reach = 10;

    private readonly double drift;
    private double time;
    private double[] nodes = [0];
    private double[] masses = [1];

    /// <param name="drift">Mean of Z at t = 1; 0 under the null hypothesis.</param>
    public SequentialProcess(double drift) => this.drift = drift;

    /// <summary>Probability of reaching the look at <paramref name="next"/> and having Z ≥ <paramref name="critical"/> there.</summary>
    public double Above(double critical, double next)
    {
        var (deviation, shift) = Increment(next);
        var threshold = critical * Math.Sqrt(next) - shift;
        var sum = 0.0;
        for (var i = 0; i < nodes.Length; i++)
            sum += masses[i] * NormalDistribution.UpperTail((threshold - nodes[i]) / deviation);
        return sum;
    }

    /// <summary>Probability of reaching the look at <paramref name="next"/> and having Z ≤ <paramref name="critical"/> there.</summary>
    public double Below(double critical, double next)
    {
        var (deviation, shift) = Increment(next);
        var threshold = critical * Math.Sqrt(next) - shift;
        var sum = 0.0;
        for (var i = 0; i < nodes.Length; i++)
            sum += masses[i] * NormalDistribution.LowerTail((threshold - nodes[i]) / deviation);
        return sum;
    }

    /// <summary>Moves past the look: what is left between the critical values goes on to the look after it.</summary>
    /// <param name="lower">Lower critical value of Z, −∞ for none.</param>
    /// <param name="upper">Upper critical value of Z.</param>
    /// <param name="next">Information fraction of the look.</param>
    /// <param name="following">Information fraction of the look after it, which sets the resolution.</param>
    public void Continue(double lower, double upper, double next, double following)
    {
        var (deviation, shift) = Increment(next);
        var (root, centre) = (Math.Sqrt(next), drift * next);
        var low = Math.Max(lower * root, centre - Reach * root);
        var high = Math.Min(upper * root, centre + Reach * root);
        if (!(low < high))
            (low, high) = (centre, centre);
        var (points, weights) = GaussLegendre.Over(low, high, Math.Min(deviation, Math.Sqrt(following - next)));
        for (var j = 0; j < points.Length; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < nodes.Length; i++)
            {
                var z = (points[j] - nodes[i] - shift) / deviation;
                if (z is > -Reach and < Reach)
                    sum += masses[i] * NormalDistribution.Density(z);
            }

            weights[j] *= sum / deviation;
        }

        (nodes, masses, time) = (points, weights, next);
    }

    private (double Deviation, double Shift) Increment(double next) => (Math.Sqrt(next - time), drift * (next - time));
}
