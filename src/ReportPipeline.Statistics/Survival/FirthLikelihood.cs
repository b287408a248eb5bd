using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Firth's penalised partial likelihood, l(β) + ½ log |I(β)|, whose maximum is finite also under separation.
/// </summary>
/// <remarks>
/// D. Firth, Biometrika 80 (1993) 27–38; G. Heinze and M. Schemper, Biometrics 57 (2001) 114–119. The penalty adds
/// ½ trace(I⁻¹ ∂I/∂βᵣ) to the score; ∂I/∂βᵣ sums the third central moments of x over the weighted risk sets.
/// </remarks>
internal sealed class FirthLikelihood(CoxDesign design, TieHandling ties) : CoxLikelihood(design)
{
    private readonly int size = design.Covariates;
    private readonly TiedLikelihood plain = new(design, ties);
    private readonly RiskSetScan scan = new(design, withThird: true);
    private readonly RiskSums partial = new(design.Covariates, withThird: true);

    public override CoxDerivatives At(double[] beta)
    {
        var derivatives = plain.At(beta);
        var slope = new double[size * size * size];
        scan.Run(beta, tied => AddSlope(slope, tied));
        var factor = CholeskyFactor.Of(derivatives.Information, size);
        var inverse = factor.Inverse();
        derivatives.LogLikelihood += 0.5 * factor.LogDeterminant();
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k < size; k++)
            {
                for (var r = 0; r < size; r++)
                    derivatives.Score[r] += 0.5 * inverse[(j * size) + k] * slope[(((j * size) + k) * size) + r];
            }
        }

        return derivatives;
    }

    /// <summary>
    /// By central differences of the score. The information alone leaves out the penalty's curvature, and with a handful of
    /// events scoring by it overshoots for hundreds of steps.
    /// </summary>
    public override double[] Curvature(double[] beta, CoxDerivatives at)
    {
        const double Step = 1e-4;
        var curvature = new double[size * size];
        for (var r = 0; r < size; r++)
        {
            var (up, down) = ((double[])beta.Clone(), (double[])beta.Clone());
            up[r] += Step;
            down[r] -= Step;
            var (above, below) = (At(up).Score, At(down).Score);
            for (var j = 0; j < size; j++)
            {
                var element = (below[j] - above[j]) / (2 * Step);
                curvature[(j * size) + r] += element / 2;
                curvature[(r * size) + j] += element / 2;
            }
        }

        return curvature;
    }

    private void AddSlope(double[] slope, TiedEvents tied)
    {
        for (var l = 0; l < tied.Count; l++)
        {
            partial.SetToDifference(scan.AtRisk, ties == TieHandling.Efron ? (double)l / tied.Count : 0, scan.Dead);
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++)
                {
                    for (var r = 0; r < size; r++)
                        slope[(((j * size) + k) * size) + r] += tied.MeanWeight * ThirdCentralMoment(j, k, r);
                }
            }
        }
    }

    private double ThirdCentralMoment(int j, int k, int r)
    {
        var (a, b, c) = (Mean(j), Mean(k), Mean(r));
        return Third(j, k, r) - (a * Second(k, r)) - (b * Second(j, r)) - (c * Second(j, k)) + (2 * a * b * c);
    }

    private double Mean(int j) => partial.First[j] / partial.Zero;

    private double Second(int j, int k)
    {
        var (high, low) = (Math.Max(j, k), Math.Min(j, k));
        return partial.Second[(high * (high + 1) / 2) + low] / partial.Zero;
    }

    // Elements are stored by falling indices: tetrahedral, then triangular, then linear offset.
    private double Third(int j, int k, int r)
    {
        var high = Math.Max(j, Math.Max(k, r));
        var low = Math.Min(j, Math.Min(k, r));
        var middle = j + k + r - high - low;
        return partial.Third[(high * (high + 1) * (high + 2) / 6) + (middle * (middle + 1) / 2) + low] / partial.Zero;
    }
}
