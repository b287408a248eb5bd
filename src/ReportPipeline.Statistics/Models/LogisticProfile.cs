namespace ReportPipeline.Statistics.Models;

/// <summary>
/// The bound of a profile-likelihood interval: where the log-likelihood, maximised over all other coefficients, has fallen
/// by a given amount. Its slope is the score of the coefficient, so Newton's method finds it in a few fits.
/// </summary>
internal sealed class LogisticProfile(LogisticLikelihood likelihood, LogisticPoint maximum, int column)
{
    private const int MostSteps = 100;

    // In standard errors; a likelihood still not fallen so far out has no bound on this side.
    private const double FarthestReach = 1e4;

    private readonly double[] variance = maximum.Factor.Inverse();

    /// <summary>The other coefficients maximised with this one held at <paramref name="value"/>.</summary>
    public LogisticMaximum At(double value, double[] start)
    {
        // Along the ridge of the likelihood; should that leave the region where it can be evaluated, from the origin.
        double[] ridge = [.. start.Select((b, j) => b + variance[j * start.Length + column] / variance[column * start.Length + column] * (value - start[column]))];
        var found = Maximise(ridge, value);
        return found.Outcome == LogisticOutcome.Converged ? found : Maximise(new double[start.Length], value);
    }

    /// <param name="direction">−1 for the lower bound, +1 for the upper.</param>
    /// <param name="fall">By how much the log-likelihood falls: half the χ² quantile.</param>
    /// <param name="standardError">Of the coefficient, to scale the search.</param>
    public Estimable<double> Bound(int direction, double fall, double standardError)
    {
        var target = maximum.LogLikelihood - fall;
        var (inside, outside) = (maximum.Coefficients[column], double.NaN);
        var (value, start) = (inside + direction * Math.Sqrt(2 * fall) * standardError, maximum.Coefficients);
        for (var step = 0; step < MostSteps; step++)
        {
            if (At(value, start) is not { Outcome: LogisticOutcome.Converged, Point: { } point })
                return Estimable<double>.Not("the profile likelihood could not be followed to the bound");
            start = point.Coefficients;
            var excess = point.LogLikelihood - target;
            (inside, outside) = excess > 0 ? (value, outside) : (inside, value);
            var next = value - excess / point.Score[column];
            if (Math.Abs(next - value) <= 1e-13 * (standardError + Math.Abs(value)))
                return next;
            value = Safeguarded(next, inside, outside, direction * standardError);
            if (double.IsNaN(outside) && Math.Abs(value - maximum.Coefficients[column]) > FarthestReach * standardError)
                return Estimable<double>.Not("the profile likelihood does not fall far enough on this side");
        }

        return value;
    }

    private LogisticMaximum Maximise(double[] from, double value)
    {
        from[column] = value;
        return LogisticMaximiser.Maximise(likelihood, from, [.. from.Select((_, j) => j != column)]);
    }

    private static double Safeguarded(double next, double inside, double outside, double unit)
    {
        if (double.IsNaN(outside))
        {
            var limit = inside + 2 * (Math.Abs(inside) + Math.Abs(unit)) * Math.Sign(unit);
            return Math.Sign(next - inside) == Math.Sign(unit) && Math.Abs(next - inside) < Math.Abs(limit - inside) ? next : limit;
        }

        return next > Math.Min(inside, outside) && next < Math.Max(inside, outside) ? next : (inside + outside) / 2;
    }
}
