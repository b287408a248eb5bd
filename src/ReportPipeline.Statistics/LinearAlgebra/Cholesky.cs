namespace ReportPipeline.Statistics.LinearAlgebra;

/// <summary>A = LLᵀ of a small symmetric positive definite matrix, scalar and in a fixed order of operations.</summary>
internal sealed class Cholesky
{
    // A pivot that keeps less than this share of its diagonal element is zero up to rounding.
    private const double LeastPivotShare = 1e-14;

    private readonly double[,] lower;

    private Cholesky(double[,] lower) => this.lower = lower;

    public int Size => lower.GetLength(0);

    /// <summary>The factor, or null when the matrix is singular to working precision.</summary>
    public static Cholesky? Factor(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var lower = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= lower[i, k] * lower[j, k];
                if (i == j && !(sum > LeastPivotShare * matrix[j, j]))
                    return null;
                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        }

        return new Cholesky(lower);
    }

    /// <summary>log |A|.</summary>
    public double LogDeterminant()
    {
        var sum = 0.0;
        for (var i = 0; i < Size; i++)
            sum += Math.Log(lower[i, i]);
        return 2 * sum;
    }

    /// <summary>A⁻¹b.</summary>
    public double[] Solve(double[] right)
    {
        var solution = HalfSolve(right);
        for (var i = Size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < Size; k++)
                solution[i] -= lower[k, i] * solution[k];
            solution[i] /= lower[i, i];
        }

        return solution;
    }

    /// <summary>bᵀA⁻¹b.</summary>
    public double QuadraticForm(double[] vector)
    {
        var sum = 0.0;
        foreach (var value in HalfSolve(vector))
            sum += value * value;
        return sum;
    }

    /// <summary>A⁻¹.</summary>
    public double[,] Inverse()
    {
        var inverse = new double[Size, Size];
        for (var j = 0; j < Size; j++)
        {
            var unit = new double[Size];
            unit[j] = 1;
            var column = Solve(unit);
            for (var i = 0; i < Size; i++)
                inverse[i, j] = column[i];
        }

        return inverse;
    }

    private double[] HalfSolve(double[] right)
    {
        double[] solution = [.. right];
        for (var i = 0; i < Size; i++)
        {
            for (var k = 0; k < i; k++)
                solution[i] -= lower[i, k] * solution[k];
            solution[i] /= lower[i, i];
        }

        return solution;
    }
}
