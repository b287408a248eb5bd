using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

internal enum LogisticOutcome
{
    Converged,

    /// <summary>The likelihood has no maximum: some combination of columns separates the outcomes, wholly or in part.</summary>
    Separated,
    NotConverged,
}

internal sealed record LogisticMaximum(LogisticOutcome Outcome, LogisticPoint? Point, int Iterations);

/// <summary>Fisher scoring with step halving over the free coefficients; the others stay where they start.</summary>
internal static class LogisticMaximiser
{
    // Separation shows within about 25 steps; Firth's scoring is linearly convergent and may take hundreds.
    private const int MostIterations = 2000;
    private const int MostHalvings = 40;

    // uᵀI⁻¹u at the maximum: the distance to it in standard errors, squared. Rounding of the score sums keeps it from 0 by about
    // 1e-32 per observation.
    private const double ConvergedDecrement = 1e-25;
    private const double RoundingPerObservation = 1e-30;

    // Half the squared distance that is left to gain, and yet a predictor that moves by a tenth: it is on its way to infinity.
    private const double NothingToGain = 1e-10;
    private const double StillMoving = 0.1;

    // Longest step of any linear predictor: keeps scoring away from the flat ends of the logistic curve.
    private const double LongestStep = 5;

    public static LogisticMaximum Maximise(LogisticLikelihood likelihood, double[] start, bool[] free)
    {
        var point = likelihood.At(start);
        if (point is null)
            return new(LogisticOutcome.NotConverged, null, 0);
        for (var iteration = 1; iteration <= MostIterations; iteration++)
        {
            if (Step(point, free) is not { } step)
                return new(LogisticOutcome.Separated, point, iteration);
            var decrement = Decrement(point.Score, step);
            if (!(decrement > ConvergedDecrement + RoundingPerObservation * likelihood.Observations))
                return new(LogisticOutcome.Converged, point, iteration);
            var movement = likelihood.LinearPredictors(step).Max(Math.Abs);
            if (!likelihood.Penalised && decrement < NothingToGain && movement > StillMoving)
                return new(LogisticOutcome.Separated, point, iteration);
            var next = Advance(likelihood, point, step, Math.Min(1, LongestStep / movement));
            if (next is null)
                return new(decrement < NothingToGain ? LogisticOutcome.Converged : LogisticOutcome.NotConverged, point, iteration);
            point = next;
        }

        return new(LogisticOutcome.NotConverged, point, MostIterations);
    }

    /// <summary>uᵀI⁻¹u over the free coefficients: the score statistic when they were held at a hypothesis.</summary>
    public static double ScoreStatistic(LogisticPoint point) => point.Factor.QuadraticForm(point.Score);

    private static LogisticPoint? Advance(LogisticLikelihood likelihood, LogisticPoint from, double[] step, double length)
    {
        var slack = 1e-13 * (1 + Math.Abs(from.LogLikelihood));
        for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            var to = likelihood.At([.. from.Coefficients.Zip(step, (b, s) => b + length * s)]);
            if (to is not null && to.LogLikelihood >= from.LogLikelihood - slack)
                return to;
        }

        return null;
    }

    // I⁻¹u over the free coefficients, 0 for the others; null where their information is singular.
    private static double[]? Step(LogisticPoint point, bool[] free)
    {
        int[] positions = [.. Enumerable.Range(0, free.Length).Where(j => free[j])];
        var block = new double[positions.Length * positions.Length];
        for (var a = 0; a < positions.Length; a++)
        {
            for (var b = 0; b < positions.Length; b++)
                block[a * positions.Length + b] = point.Information[positions[a] * free.Length + positions[b]];
        }

        if (CholeskyFactor.OfPositiveDefinite(block, positions.Length) is not { } factor)
            return null;
        var solved = factor.Solve([.. positions.Select(j => point.Score[j])]);
        var step = new double[free.Length];
        for (var a = 0; a < positions.Length; a++)
            step[positions[a]] = solved[a];
        return step;
    }

    private static double Decrement(double[] score, double[] step)
    {
        var sum = 0.0;
        for (var j = 0; j < step.Length; j++)
            sum += score[j] * step[j];
        return sum;
    }
}
