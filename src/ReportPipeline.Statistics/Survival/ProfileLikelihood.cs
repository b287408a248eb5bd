using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Likelihood-ratio test and interval of one coefficient, the others maximised at each of its values. Works alike for the
/// plain and the penalised likelihood.
/// </summary>
/// <remarks>
/// The limits solve 2 (l(β̂) − l_profile(b)) = χ²(level, 1). The signed root of the left side is nearly linear in b, and the
/// slope of the profile is the score of the coefficient (envelope theorem), so Newton's method needs a few steps.
/// </remarks>
internal sealed class ProfileLikelihood(CoxMaximiser maximiser, CoxMaximum maximum, bool[] free)
{
    private const int MostSteps = 60;

    // Beyond this many standard errors the likelihood has levelled off above the limit.
    private const double FarthestErrors = 200;

    /// <summary>2 (l(β̂) − l_profile(0)).</summary>
    public double RatioAtZero(int coefficient) => Math.Max(0, Drop(At(coefficient, 0, maximum.Beta)));

    /// <param name="coefficient">Index of the coefficient.</param>
    /// <param name="side">−1 for the lower limit, 1 for the upper.</param>
    /// <param name="error">Standard error, the scale of the search.</param>
    /// <param name="level">Coverage.</param>
    /// <returns>The limit on the standardised scale.</returns>
    public Estimable<double> Limit(int coefficient, int side, double error, double level)
    {
        var target = Math.Sqrt(ChiSquaredDistribution.Quantile(level, 1));
        var (inside, outside) = (0.0, double.PositiveInfinity);
        var (distance, beta) = (target * error, maximum.Beta);
        for (var step = 0; step < MostSteps && distance < FarthestErrors * error; step++)
        {
            var profile = At(coefficient, maximum.Beta[coefficient] + (side * distance), beta);
            if (!profile.Converged) return Estimable<double>.Not("the profile likelihood did not converge");
            var root = Math.Sqrt(Math.Max(0, Drop(profile)));
            var slope = -side * profile.Derivatives.Score[coefficient] / root;
            if (root < target) inside = distance;
            else outside = distance;
            var next = distance - ((root - target) / slope);
            var done = Math.Abs(next - distance) <= 1e-12 * error;
            if (done) return maximum.Beta[coefficient] + (side * next);

            // Safeguard: stay inside the bracket, and at most double while there is none.
            if (!(next > inside && next < outside))
                next = double.IsInfinity(outside) ? 2 * distance : (inside + outside) / 2;
            (distance, beta) = (Math.Min(next, double.IsInfinity(outside) ? 2 * distance : next), profile.Beta);
        }

        return Estimable<double>.Not("the profile likelihood never falls to the limit");
    }

    private double Drop(CoxMaximum profile) =>
        2 * (maximum.Derivatives.LogLikelihood - profile.Derivatives.LogLikelihood);

    private CoxMaximum At(int coefficient, double value, double[] start)
    {
        var beta = (double[])start.Clone();
        beta[coefficient] = value;
        var others = (bool[])free.Clone();
        others[coefficient] = false;
        return maximiser.Maximise(beta, others);
    }
}
