using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Survival;

/// <summary>Where the iterations ended.</summary>
/// <param name="Beta">Coefficients of the standardised covariates.</param>
/// <param name="Derivatives">The likelihood there.</param>
/// <param name="Iterations">Newton steps taken.</param>
/// <param name="Gradient">Largest |score| × standard error over the free coefficients.</param>
/// <param name="Converged">Whether both criteria hold.</param>
/// <param name="Start">The likelihood where they started.</param>
/// <param name="Divergence">A direction in which the likelihood rises for ever, if the last step revealed one.</param>
internal sealed record CoxMaximum(
    double[] Beta,
    CoxDerivatives Derivatives,
    int Iterations,
    double Gradient,
    bool Converged,
    CoxDerivatives Start,
    double[]? Divergence);

/// <summary>Newton's method with step halving; coefficients that are not free stay where they start.</summary>
internal sealed class CoxMaximiser(CoxLikelihood likelihood, CoxOptions options)
{
    private const int MostHalvings = 40;

    // A step moves no linear predictor of a typical subject by more than this: exp must not overflow.
    private const double LongestStep = 5;

    // Ordinary fits end earlier; a monotone likelihood takes a near-constant step for ever, so it is recognised from here.
    private const int FirstDivergenceCheck = 6;

    // Round-off of sums over a million subjects leaves a gradient of this size at the maximum.
    private const double Stalled = 1e-6;

    /// <param name="start">Where to start; coefficients that are not free stay there.</param>
    /// <param name="free">Which coefficients may move.</param>
    /// <param name="monotone">Looks for separation when given.</param>
    /// <param name="atStart">The likelihood at the start, when it is known already.</param>
    public CoxMaximum Maximise(
        double[] start, bool[] free, MonotoneLikelihood? monotone = null, CoxDerivatives? atStart = null)
    {
        var beta = (double[])start.Clone();
        var first = atStart ?? likelihood.At(beta);
        if (!Array.Exists(free, isFree => isFree)) return new CoxMaximum(beta, first, 0, 0, true, first, null);
        var (now, change) = (first, double.PositiveInfinity);
        double[]? divergence = null;
        for (var iteration = 0; ; iteration++)
        {
            var (step, gradient) = NewtonStep(now, free);
            if (divergence is null && iteration >= FirstDivergenceCheck && monotone?.RisesAlong(step) == true)
                divergence = step;
            var converged = gradient <= options.GradientTolerance && change <= options.LogLikelihoodTolerance;
            if (converged || iteration == options.MaximumIterations)
                return new CoxMaximum(beta, now, iteration, gradient, converged, first, divergence);
            var (next, at) = Move(beta, step, now);

            // No step uphill is left: the gradient is round-off, or the criteria ask for more than the arithmetic has.
            if (next is null)
                return new CoxMaximum(beta, now, iteration, gradient, gradient <= Stalled, first, divergence);
            change = Math.Abs(1 - (now.LogLikelihood / next.LogLikelihood));
            if (now.LogLikelihood == next.LogLikelihood) change = 0;
            (beta, now) = (at, next);
        }
    }

    private (double[] Step, double Gradient) NewtonStep(CoxDerivatives now, bool[] free)
    {
        var size = now.Score.Length;
        var chosen = Enumerable.Range(0, size).Where(j => free[j]).ToArray();
        var matrix = new double[chosen.Length * chosen.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            for (var k = 0; k < chosen.Length; k++)
                matrix[(i * chosen.Length) + k] = now.Information[(chosen[i] * size) + chosen[k]];
        }

        var score = chosen.Select(j => now.Score[j]).ToArray();
        var factor = CholeskyFactor.Of(matrix, chosen.Length);
        var (solution, inverse) = (factor.Solve(score), factor.Inverse());
        var step = new double[size];
        var gradient = 0.0;
        for (var i = 0; i < chosen.Length; i++)
        {
            step[chosen[i]] = solution[i];
            gradient = Math.Max(gradient, Math.Abs(score[i]) * Math.Sqrt(inverse[(i * chosen.Length) + i]));
        }

        return (step, gradient);
    }

    private (CoxDerivatives? Next, double[] At) Move(double[] beta, double[] step, CoxDerivatives now)
    {
        var longest = step.Max(Math.Abs);
        var fraction = longest > LongestStep ? LongestStep / longest : 1;

        // Near the maximum the likelihood is flat to round-off, and a step may seem to go down by that much.
        var slack = 1e-13 * Math.Abs(now.LogLikelihood);
        for (var halving = 0; halving < MostHalvings; halving++, fraction /= 2)
        {
            var at = new double[beta.Length];
            for (var j = 0; j < beta.Length; j++) at[j] = beta[j] + (fraction * step[j]);
            var next = likelihood.At(at);
            if (next.IsFinite && next.LogLikelihood >= now.LogLikelihood - slack) return (next, at);
        }

        return (null, beta);
    }
}
