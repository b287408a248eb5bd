using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

/// <summary>
/// Ordinary least squares by an orthogonal decomposition in double-double arithmetic: NIST's certified linear sets come out
/// to all the digits that their data hold as doubles. Where columns depend on one another, the coefficients that the data do not
/// identify are not estimable (R would report some of them after dropping others); all other combinations still are.
/// </summary>
public static class LinearRegression
{
    /// <summary>Fits response = design × β; not estimable without observations or without any usable column.</summary>
    public static Estimable<LinearFit> Fit(
        IReadOnlyList<double> response, DesignMatrix design, CoefficientVariance variance = CoefficientVariance.Classical, double level = 0.95)
    {
        if (response.Count != design.Rows)
            throw new ArgumentException("The response needs as many values as the design has rows.", nameof(response));
        DoubleDouble[][] columns = [.. design.Columns.Select(column => column.Select(v => (DoubleDouble)v).ToArray())];
        return Fit(response, design.ColumnNames, columns, (variance, level));
    }

    /// <summary>
    /// Fits a polynomial without rounding the powers of x to doubles first, which on its own would cost half the digits of a
    /// polynomial of degree ten. Coefficients are named x^0, x^1, … (no x^0 without intercept).
    /// </summary>
    public static Estimable<LinearFit> FitPolynomial(
        IReadOnlyList<double> response, IReadOnlyList<double> x, int degree, bool intercept = true, double level = 0.95)
    {
        if (response.Count != x.Count)
            throw new ArgumentException("The response needs as many values as x.", nameof(response));
        int[] powers = [.. Enumerable.Range(intercept ? 0 : 1, degree + (intercept ? 1 : 0))];
        DoubleDouble[][] columns = [.. powers.Select(power => x.Select(v => Power(v, power)).ToArray())];
        return Fit(response, [.. powers.Select(power => FormattableString.Invariant($"x^{power}"))], columns, (CoefficientVariance.Classical, level));
    }

    private static Estimable<LinearFit> Fit(
        IReadOnlyList<double> response, IReadOnlyList<string> names, DoubleDouble[][] columns, (CoefficientVariance Variance, double Level) options)
    {
        ConfidenceLevel.Check(options.Level);
        if (response.Count == 0)
            return Estimable<LinearFit>.Not("there are no observations");
        var decomposition = new OrthogonalDecomposition(columns);
        if (decomposition.Rank == 0)
            return Estimable<LinearFit>.Not("the model has no column that varies");
        var (solution, residuals) = decomposition.Solve(response);
        var residualSum = OrthogonalDecomposition.Dot(residuals, residuals);
        var degreesOfFreedom = response.Count - decomposition.Rank;
        var covariance = degreesOfFreedom > 0 && IsExact(residualSum, response)
            ? Estimable<double[,]>.Not("the fit is exact, so there is no standard error")
            : Covariance(options.Variance, decomposition, columns, residuals);

        var estimates = new double[names.Count];
        for (var j = 0; j < decomposition.Rank; j++)
            estimates[decomposition.Independent[j]] = (double)solution[j];
        return new LinearFit(names, estimates, Spread(covariance, decomposition), options)
        {
            ResidualDegreesOfFreedom = degreesOfFreedom,
            ModelColumns = decomposition.Rank,
            NullVectors = decomposition.NullVectors,
            HasIntercept = columns.Any(column => column.All(v => v == DoubleDouble.One)),
            ResidualSumOfSquares = (double)residualSum,
            TotalSumOfSquares = TotalSum(response, columns.Any(column => column.All(v => v == DoubleDouble.One))),
            Residuals = [.. residuals.Select(v => (double)v)],
        };
    }

    private static Estimable<double[,]> Covariance(
        CoefficientVariance kind, OrthogonalDecomposition decomposition, DoubleDouble[][] columns, DoubleDouble[] residuals)
    {
        var degreesOfFreedom = residuals.Length - decomposition.Rank;
        if (degreesOfFreedom == 0)
            return Estimable<double[,]>.Not("no residual degrees of freedom are left");
        if (kind != CoefficientVariance.Classical)
            return RobustVariance.Sandwich(kind, decomposition, columns, residuals);
        var variance = OrthogonalDecomposition.Dot(residuals, residuals) / degreesOfFreedom;
        var inverse = CoefficientCovariance.UnscaledInverse(decomposition);
        var covariance = new double[decomposition.Rank, decomposition.Rank];
        for (var a = 0; a < decomposition.Rank; a++)
        {
            for (var b = 0; b < decomposition.Rank; b++)
                covariance[a, b] = (double)(variance * inverse[a, b]);
        }

        return covariance;
    }

    // Residuals that are the rounding of the response itself say nothing about its variance (the limit is that of R's warning
    // of an essentially perfect fit).
    private static bool IsExact(DoubleDouble residualSum, IReadOnlyList<double> response)
    {
        var sum = DoubleDouble.Zero;
        foreach (var value in response)
            sum += (DoubleDouble)value * value;
        return !(residualSum > sum * 1e-30);
    }

    // Back to the columns as given; dependent ones keep zero rows, which no estimable combination reads.
    private static Estimable<double[,]> Spread(Estimable<double[,]> covariance, OrthogonalDecomposition decomposition) =>
        covariance.Select(small =>
        {
            var full = new double[decomposition.Count, decomposition.Count];
            for (var a = 0; a < decomposition.Rank; a++)
            {
                for (var b = 0; b < decomposition.Rank; b++)
                    full[decomposition.Independent[a], decomposition.Independent[b]] = small[a, b];
            }

            return full;
        });

    private static double TotalSum(IReadOnlyList<double> response, bool aboutTheMean)
    {
        var centre = aboutTheMean ? DoubleDouble.Sum(response) / response.Count : DoubleDouble.Zero;
        var sum = DoubleDouble.Zero;
        foreach (var value in response)
            sum += (value - centre) * (value - centre);
        return (double)sum;
    }

    private static DoubleDouble Power(double x, int exponent)
    {
        var power = DoubleDouble.One;
        for (var i = 0; i < exponent; i++)
            power *= x;
        return power;
    }
}
