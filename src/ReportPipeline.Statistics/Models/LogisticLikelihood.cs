using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

/// <summary>The log-likelihood of a logistic model at one point, with its derivatives.</summary>
/// <param name="Coefficients">Where it was evaluated.</param>
/// <param name="LogLikelihood">With half the log determinant of the information added when penalised.</param>
/// <param name="Score">First derivatives (Firth's modified score when penalised).</param>
/// <param name="Information">Fisher information XᵀWX, row-major.</param>
/// <param name="Factor">Its Cholesky factor.</param>
internal sealed record LogisticPoint(
    double[] Coefficients, double LogLikelihood, double[] Score, double[] Information, CholeskyFactor Factor);

/// <summary>
/// Log-likelihood, score and information of logistic regression, plain or with Firth's penalty ½ log |XᵀWX|.
/// Source: D. Firth, Biometrika 80 (1993) 27–38; G. Heinze &amp; M. Schemper, Statistics in Medicine 21 (2002) 2409–2419.
/// </summary>
internal sealed class LogisticLikelihood(IReadOnlyList<double[]> columns, IReadOnlyList<bool> outcomes, bool penalised)
{
    public int Size => columns.Count;

    public int Observations => outcomes.Count;

    public bool Penalised => penalised;

    /// <summary>Null where the information is singular to working precision.</summary>
    public LogisticPoint? At(double[] coefficients)
    {
        var predictors = LinearPredictors(coefficients);
        var weights = new double[predictors.Length];
        var residuals = new double[predictors.Length];
        // Thousands of subjects each add a little: rounding of the running sum would be more than the last steps to the maximum gain,
        // and the search would shorten them again and again.
        var total = DoubleDouble.Zero;
        for (var i = 0; i < predictors.Length; i++)
        {
            // The probability of what was not observed: small for a good fit, and exact there.
            var against = Probability(outcomes[i] ? -predictors[i] : predictors[i]);
            weights[i] = against * (1 - against);
            residuals[i] = outcomes[i] ? against : -against;
            total += ElementaryFunctions.LogOnePlus(-against);
        }

        var logLikelihood = (double)total;
        var information = Information(weights);
        if (CholeskyFactor.OfPositiveDefinite(information, Size) is not { } factor)
            return null;
        if (penalised)
        {
            AddPenaltyToResiduals(residuals, weights, predictors, factor);
            logLikelihood += 0.5 * factor.LogDeterminant();
        }

        return new LogisticPoint(coefficients, logLikelihood, Score(residuals), information, factor);
    }

    public double[] LinearPredictors(double[] coefficients)
    {
        var predictors = new double[outcomes.Count];
        for (var j = 0; j < columns.Count; j++)
        {
            for (var i = 0; i < predictors.Length; i++)
                predictors[i] += columns[j][i] * coefficients[j];
        }

        return predictors;
    }

    public static double Probability(double predictor) =>
        predictor >= 0 ? 1 / (1 + Math.Exp(-predictor)) : Math.Exp(predictor) / (1 + Math.Exp(predictor));

    private double[] Information(double[] weights)
    {
        var information = new double[Size * Size];
        for (var a = 0; a < Size; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = 0.0;
                for (var i = 0; i < weights.Length; i++)
                    sum += columns[a][i] * columns[b][i] * weights[i];
                information[a * Size + b] = information[b * Size + a] = sum;
            }
        }

        return information;
    }

    private double[] Score(double[] residuals)
    {
        var score = new double[Size];
        for (var j = 0; j < Size; j++)
        {
            // At the maximum large sums cancel.
            var sum = DoubleDouble.Zero;
            for (var i = 0; i < residuals.Length; i++)
                sum += columns[j][i] * residuals[i];
            score[j] = (double)sum;
        }

        return score;
    }

    // Firth: y − π becomes y − π + h(½ − π) with h the leverage of the weighted design.
    private void AddPenaltyToResiduals(double[] residuals, double[] weights, double[] predictors, CholeskyFactor factor)
    {
        var row = new double[Size];
        for (var i = 0; i < residuals.Length; i++)
        {
            for (var j = 0; j < Size; j++)
                row[j] = columns[j][i];
            residuals[i] += weights[i] * factor.QuadraticForm(row) * (0.5 - Probability(predictors[i]));
        }
    }
}
