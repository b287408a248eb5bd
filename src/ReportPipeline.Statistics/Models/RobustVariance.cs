using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

/// <summary>How the variance of linear-model coefficients is estimated.</summary>
public enum CoefficientVariance
{
    /// <summary>Residual variance × (XᵀX)⁻¹.</summary>
    Classical,

    /// <summary>White's sandwich of squared residuals.</summary>
    HC0,

    /// <summary>HC0 × n/(n − p).</summary>
    HC1,

    /// <summary>Squared residuals over 1 − leverage.</summary>
    HC2,

    /// <summary>Squared residuals over (1 − leverage)², close to the jackknife.</summary>
    HC3,
}

/// <summary>
/// The heteroscedasticity-consistent sandwich (XᵀX)⁻¹ XᵀΩX (XᵀX)⁻¹.
/// Source: J. G. MacKinnon &amp; H. White, Journal of Econometrics 29 (1985); names as in R's <c>sandwich::vcovHC</c>.
/// </summary>
internal static class RobustVariance
{
    // 1 − leverage below this is rounding: the row determines its own coefficient and has no residual.
    private const double LeastRemainder = 1e-12;

    public static Estimable<double[,]> Sandwich(
        CoefficientVariance kind, OrthogonalDecomposition decomposition, IReadOnlyList<DoubleDouble[]> columns, DoubleDouble[] residuals)
    {
        var omega = new DoubleDouble[residuals.Length];
        for (var i = 0; i < omega.Length; i++)
        {
            var remainder = (double)(1.0 - decomposition.Leverage(i));
            if (kind is CoefficientVariance.HC2 or CoefficientVariance.HC3 && remainder < LeastRemainder)
                return Estimable<double[,]>.Not("an observation has leverage 1");
            omega[i] = residuals[i] * residuals[i] * Factor(kind, remainder, residuals.Length, decomposition.Rank);
        }

        return Assemble(omega, decomposition, columns);
    }

    private static double Factor(CoefficientVariance kind, double remainder, int n, int rank) => kind switch
    {
        CoefficientVariance.HC1 => (double)n / (n - rank),
        CoefficientVariance.HC2 => 1 / remainder,
        CoefficientVariance.HC3 => 1 / (remainder * remainder),
        _ => 1,
    };

    private static double[,] Assemble(DoubleDouble[] omega, OrthogonalDecomposition decomposition, IReadOnlyList<DoubleDouble[]> columns)
    {
        var p = decomposition.Rank;
        var inverse = CoefficientCovariance.UnscaledInverse(decomposition);
        // Column j holds X (XᵀX)⁻¹ eⱼ: the weight of every response in coefficient j.
        var influence = new DoubleDouble[p][];
        for (var j = 0; j < p; j++)
        {
            influence[j] = new DoubleDouble[omega.Length];
            for (var k = 0; k < p; k++)
            {
                var column = columns[decomposition.Independent[k]];
                for (var i = 0; i < omega.Length; i++)
                    influence[j][i] += column[i] * inverse[k, j];
            }
        }

        var covariance = new double[p, p];
        for (var a = 0; a < p; a++)
        {
            for (var b = 0; b < p; b++)
            {
                var sum = DoubleDouble.Zero;
                for (var i = 0; i < omega.Length; i++)
                    sum += influence[a][i] * influence[b][i] * omega[i];
                covariance[a, b] = (double)sum;
            }
        }

        return covariance;
    }
}

internal static class CoefficientCovariance
{
    /// <summary>(XᵀX)⁻¹ over the independent columns.</summary>
    public static DoubleDouble[,] UnscaledInverse(OrthogonalDecomposition decomposition)
    {
        var p = decomposition.Rank;
        var inverseOfR = decomposition.InverseOfR();
        var inverse = new DoubleDouble[p, p];
        for (var a = 0; a < p; a++)
        {
            for (var b = 0; b < p; b++)
            {
                for (var k = Math.Max(a, b); k < p; k++)
                    inverse[a, b] += inverseOfR[k][a] * inverseOfR[k][b];
            }
        }

        return inverse;
    }
}
