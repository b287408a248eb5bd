namespace ReportPipeline.Statistics.Numerics;

/// <summary>
/// The factorisation A = L D Lᵀ of a symmetric non-negative definite matrix. A pivot that cancellation has used up marks its
/// row as dependent on the rows before it; solutions are 0 there.
/// </summary>
internal sealed class CholeskyFactor
{
    // A pivot this small relative to its own diagonal element carries no correct digits: it is a linear dependency.
    private const double DependencyTolerance = 1e-11;

    private readonly double[] factor;
    private readonly int size;
    private readonly bool[] dependent;

    private CholeskyFactor(double[] factor, int size, bool[] dependent)
    {
        this.factor = factor;
        this.size = size;
        this.dependent = dependent;
    }

    public int Rank => dependent.Count(row => !row);

    public IReadOnlyList<bool> Dependent => dependent;

    /// <param name="matrix">Row-major; only the lower triangle is read.</param>
    /// <param name="size">Number of rows.</param>
    public static CholeskyFactor Of(ReadOnlySpan<double> matrix, int size)
    {
        var factor = matrix.ToArray();
        var dependent = new bool[size];
        for (var j = 0; j < size; j++)
        {
            var pivot = factor[(j * size) + j];
            for (var k = 0; k < j; k++) pivot -= factor[(j * size) + k] * factor[(j * size) + k] * factor[(k * size) + k];
            dependent[j] = !(pivot > DependencyTolerance * matrix[(j * size) + j]) || !double.IsFinite(pivot);
            factor[(j * size) + j] = dependent[j] ? 0 : pivot;
            for (var i = j + 1; i < size; i++)
            {
                var element = factor[(i * size) + j];
                for (var k = 0; k < j; k++)
                    element -= factor[(i * size) + k] * factor[(j * size) + k] * factor[(k * size) + k];
                factor[(i * size) + j] = dependent[j] ? 0 : element / pivot;
            }
        }

        return new CholeskyFactor(factor, size, dependent);
    }

    /// <summary>The factor, or null where a row depends on the rows before it.</summary>
    public static CholeskyFactor? OfPositiveDefinite(ReadOnlySpan<double> matrix, int size)
    {
        var factor = Of(matrix, size);
        return factor.Rank == size ? factor : null;
    }

    public double[] Solve(ReadOnlySpan<double> right)
    {
        var x = right.ToArray();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= factor[(i * size) + k] * x[k];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            x[i] = dependent[i] ? 0 : x[i] / factor[(i * size) + i];
            for (var k = i + 1; k < size; k++) x[i] -= factor[(k * size) + i] * x[k];
            if (dependent[i]) x[i] = 0;
        }

        return x;
    }

    /// <summary>xᵀ A⁻¹ x, over the independent rows.</summary>
    public double QuadraticForm(ReadOnlySpan<double> x)
    {
        var solution = Solve(x);
        var sum = 0.0;
        for (var i = 0; i < size; i++) sum += x[i] * solution[i];
        return sum;
    }

    /// <summary>The inverse, row-major, with zero rows and columns where dependent.</summary>
    public double[] Inverse()
    {
        var inverse = new double[size * size];
        var unit = new double[size];
        for (var j = 0; j < size; j++)
        {
            Array.Clear(unit);
            if (dependent[j]) continue;
            unit[j] = 1;
            var column = Solve(unit);
            for (var i = 0; i < size; i++) inverse[(i * size) + j] = column[i];
        }

        return inverse;
    }

    /// <summary>log |A|; negative infinity when a row is dependent.</summary>
    public double LogDeterminant()
    {
        var sum = 0.0;
        for (var i = 0; i < size; i++) sum += Math.Log(factor[(i * size) + i]);
        return sum;
    }
}
