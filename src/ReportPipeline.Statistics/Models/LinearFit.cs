using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

/// <summary>A fitted linear model.</summary>
public sealed class LinearFit
{
    private readonly IReadOnlyList<string> names;
    private readonly double[] estimates;
    private readonly Estimable<double[,]> covariance;
    private readonly double level;

    // Coefficients of set-aside columns are 0, which leaves every estimable combination right.
    internal LinearFit(
        IReadOnlyList<string> names, double[] estimates, Estimable<double[,]> covariance, (CoefficientVariance Variance, double Level) options)
    {
        (this.names, this.estimates, this.covariance) = (names, estimates, covariance);
        (Variance, level) = options;
    }

    public CoefficientVariance Variance { get; }

    /// <summary>Observations minus independent columns.</summary>
    public required int ResidualDegreesOfFreedom { get; init; }

    /// <summary>Number of independent columns, the intercept included.</summary>
    public required int ModelColumns { get; init; }

    internal IReadOnlyList<double[]> NullVectors { get; init; } = [];

    public required bool HasIntercept { get; init; }

    public required double ResidualSumOfSquares { get; init; }

    /// <summary>About the mean when the model has an intercept, about 0 otherwise (as R and SAS).</summary>
    public required double TotalSumOfSquares { get; init; }

    /// <summary>Response minus fitted value, in the order of the rows.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    public Estimable<double> ResidualStandardDeviation => ResidualDegreesOfFreedom == 0
        ? Estimable<double>.Not("no residual degrees of freedom are left")
        : Math.Sqrt(ResidualSumOfSquares / ResidualDegreesOfFreedom);

    /// <summary>1 − residual / total sum of squares; not estimable for a response that does not vary.</summary>
    public Estimable<double> RSquared => TotalSumOfSquares == 0
        ? Estimable<double>.Not("the response does not vary")
        : 1 - ResidualSumOfSquares / TotalSumOfSquares;

    /// <summary>The coefficients in the order of the design's columns.</summary>
    public IReadOnlyList<LinearContrast> Coefficients => [.. names.Select((name, j) => Contrast(name, Unit(j)))];

    public LinearContrast Coefficient(string name) => Coefficients.Single(coefficient => coefficient.Name == name);

    /// <summary>A linear combination of the coefficients, one weight per column of the design.</summary>
    public LinearContrast Contrast(string name, IReadOnlyList<double> weights)
    {
        if (Unidentified(weights) is { } reason)
            return LinearContrast.From(name, Method, Estimable<double>.Not(reason), Estimable<double>.Not(reason), ResidualDegreesOfFreedom, level);
        var sum = DoubleDouble.Zero;
        for (var j = 0; j < weights.Count; j++)
            sum += (DoubleDouble)weights[j] * estimates[j];
        return LinearContrast.From(name, Method, (double)sum, StandardError(weights), ResidualDegreesOfFreedom, level);
    }

    /// <summary>The F test that the coefficients from column <paramref name="first"/> on, <paramref name="count"/> of them, are all 0.</summary>
    public TestResult JointTest(int first, int count)
    {
        int[] tested = [.. Enumerable.Range(first, count)];
        var method = $"F test, {VarianceName} variance";
        if (count == 0)
            return NoTest(method, "the term has one level only");
        if (tested.Select(j => Unidentified(Unit(j))).FirstOrDefault(reason => reason is not null) is { } unidentified)
            return NoTest(method, unidentified);
        if (!covariance.IsEstimable)
            return NoTest(method, covariance.Reason!);
        var block = new double[count * count];
        for (var a = 0; a < tested.Length; a++)
        {
            for (var b = 0; b < tested.Length; b++)
                block[a * count + b] = covariance.Value[tested[a], tested[b]];
        }

        if (CholeskyFactor.OfPositiveDefinite(block, count) is not { } factor)
            return NoTest(method, "the variance of the coefficients is singular");
        var f = factor.QuadraticForm([.. tested.Select(j => estimates[j])]) / tested.Length;
        return new TestResult(method, f, tested.Length, PValue.Of(FDistribution.UpperTail(f, tested.Length, ResidualDegreesOfFreedom)));
    }

    private string Method => $"linear model, {VarianceName} variance, t with residual degrees of freedom";

    private string VarianceName => Variance == CoefficientVariance.Classical ? "classical" : $"robust {Variance}";

    private Estimable<double> StandardError(IReadOnlyList<double> weights) => covariance.Select(matrix =>
    {
        var sum = DoubleDouble.Zero;
        for (var a = 0; a < weights.Count; a++)
        {
            for (var b = 0; b < weights.Count; b++)
                sum += (DoubleDouble)weights[a] * weights[b] * matrix[a, b];
        }

        return Math.Sqrt(Math.Max(0, (double)sum));
    });

    private string? Unidentified(IReadOnlyList<double> weights)
    {
        foreach (var vector in NullVectors)
        {
            var (product, scale) = (0.0, 0.0);
            for (var j = 0; j < vector.Length; j++)
            {
                product += weights[j] * vector[j];
                scale += Math.Abs(weights[j] * vector[j]);
            }

            // The vectors carry rounding of about 1e-13 relative (see OrthogonalDecomposition).
            if (Math.Abs(product) > 1e-9 * scale)
                return $"the design does not identify it: {string.Join(", ", names.Where((_, j) => Math.Abs(vector[j]) > 1e-9))} are linearly dependent";
        }

        return null;
    }

    private double[] Unit(int column)
    {
        var unit = new double[names.Count];
        unit[column] = 1;
        return unit;
    }

    private static TestResult NoTest(string method, string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(method, none, none, none);
    }
}
