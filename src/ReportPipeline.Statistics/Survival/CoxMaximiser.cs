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

    private const double FlatTo = 1e-10;

    private const double RequiredShare = 1e-4;

    /// <param name="start">Where to start; coefficients that are not free stay there.</param>
    /// <param name="free">Which coefficients may move.</param>
    /// <param name="monotone">Looks for separation when given.</param>
    /// <param name="atStart">The likelihood at the start, when it is known already.</param>
    public CoxMaximum Maximise(
        double[] start, bool[] free, MonotoneLikelihood? monotone = null, CoxDerivatives? atStart = null)
    {
        var beta = (double[])start.Clone();
        var first = atStart ?? likelihood.At(beta);
        int[] chosen = [.. Enumerable.Range(0, beta.Length).Where(j => free[j])];
        if (chosen.Length == 0) return new CoxMaximum(beta, first, 0, 0, true, first, null);
        var (now, change) = (first, double.PositiveInfinity);
        double[]? divergence = null;
        for (var iteration = 0; ; iteration++)
        {
            var gradient = Gradient(now, chosen);
            var step = NewtonStep(beta, now, chosen);
            if (divergence is null && iteration >= FirstDivergenceCheck && monotone?.RisesAlong(step) == true)
                divergence = step;
            var converged = gradient <= options.GradientTolerance && change <= options.LogLikelihoodTolerance;
            if (converged || iteration == options.MaximumIterations)
                return new CoxMaximum(beta, now, iteration, gradient, converged, first, divergence);
            var (next, at) = Move(beta, step, now, chosen);

            // No step uphill is left: the gradient is round-off, or the criteria ask for more than the arithmetic has.
            if (next is null)
                return new CoxMaximum(beta, now, iteration, gradient, gradient <= Stalled, first, divergence);
            change = Math.Abs(1 - (now.LogLikelihood / next.LogLikelihood));
            if (now.LogLikelihood == next.LogLikelihood) change = 0;
            (beta, now) = (at, next);
        }
    }

    // Where the curvature is not positive definite, far from the maximum, the information still points uphill.
    private double[] NewtonStep(double[] beta, CoxDerivatives now, int[] free)
    {
        var score = Array.ConvertAll(free, j => now.Score[j]);
        var factor = CholeskyFactor.Of(Restrict(likelihood.Curvature(beta, now), now.Score.Length, free), free.Length);
        if (factor.Rank < free.Length)
            factor = CholeskyFactor.Of(Restrict(now.Information, now.Score.Length, free), free.Length);
        var solution = factor.Solve(score);
        var step = new double[beta.Length];
        for (var i = 0; i < free.Length; i++) step[free[i]] = solution[i];
        return step;
    }

    private static double Gradient(CoxDerivatives at, int[] free)
    {
        var inverse = CholeskyFactor.Of(Restrict(at.Information, at.Score.Length, free), free.Length).Inverse();
        var largest = 0.0;
        for (var i = 0; i < free.Length; i++)
            largest = Math.Max(largest, Math.Abs(at.Score[free[i]]) * Math.Sqrt(inverse[(i * free.Length) + i]));
        return largest;
    }

    private static double[] Restrict(double[] matrix, int size, int[] chosen)
    {
        var part = new double[chosen.Length * chosen.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            for (var k = 0; k < chosen.Length; k++) part[(i * chosen.Length) + k] = matrix[(chosen[i] * size) + chosen[k]];
        }

        return part;
    }

    private (CoxDerivatives? Next, double[] At) Move(double[] beta, double[] step, CoxDerivatives now, int[] free)
    {
        var longest = step.Max(Math.Abs);
        var fraction = longest > LongestStep ? LongestStep / longest : 1;
        var slope = 0.0;
        for (var j = 0; j < step.Length; j++) slope += step[j] * now.Score[j];
        for (var halving = 0; halving < MostHalvings; halving++, fraction /= 2)
        {
            var at = new double[beta.Length];
            for (var j = 0; j < beta.Length; j++) at[j] = beta[j] + (fraction * step[j]);
            var next = likelihood.At(at);
            if (next.IsFinite && IsBetter(next, now, fraction * slope, free)) return (next, at);
        }

        return (null, beta);
    }

    // Armijo's condition: a step must win a share of what the slope promises, or it may hop for ever between the two sides of
    // the maximum. Near it the likelihood is flat to round-off, and only the gradient tells up from down.
    private static bool IsBetter(CoxDerivatives next, CoxDerivatives now, double promised, int[] free)
    {
        var gain = next.LogLikelihood - now.LogLikelihood;
        if (gain > 0 && gain >= RequiredShare * promised) return true;
        var roundOff = FlatTo * (1 + Math.Abs(now.LogLikelihood));
        return gain >= -roundOff && promised <= roundOff && Gradient(next, free) < Gradient(now, free);
    }
}
