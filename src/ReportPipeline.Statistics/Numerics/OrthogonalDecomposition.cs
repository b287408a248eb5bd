namespace ReportPipeline.Statistics.Numerics;

/// <summary>
/// X = QR by modified Gram–Schmidt in double-double arithmetic, with linearly dependent columns set aside. About 32 digits
/// are carried, so even a design of condition 1e15 leaves every digit that doubles can hold of the coefficients.
/// Source: Å. Björck, "Numerical Methods for Least Squares Problems" (1996), § 2.4.
/// </summary>
internal sealed class OrthogonalDecomposition
{
    /// <summary>
    /// A column is dependent when less than this share of its length is left over: far above the rounding of data in
    /// doubles (1e-16), far below what any polynomial of degree ten on real data leaves (1e-10).
    /// </summary>
    private const double LeastRemainingShare = 1e-13;

    private readonly List<DoubleDouble[]> q = [];
    private readonly List<DoubleDouble[]> r = [];

    public OrthogonalDecomposition(IReadOnlyList<DoubleDouble[]> columns)
    {
        Count = columns.Count;
        for (var column = 0; column < columns.Count; column++)
            Add(columns[column], column);
    }

    /// <summary>Number of columns given, dependent ones included.</summary>
    public int Count { get; }

    /// <summary>Positions of the columns that are no combination of earlier ones, ascending.</summary>
    public List<int> Independent { get; } = [];

    public int Rank => Independent.Count;

    /// <summary>One vector v with Xv = 0 per dependent column, over all columns; a combination c of coefficients is estimable only if cᵀv = 0.</summary>
    public List<double[]> NullVectors { get; } = [];

    /// <summary>Coefficients of the independent columns, and the residuals.</summary>
    public (DoubleDouble[] Coefficients, DoubleDouble[] Residuals) Solve(IReadOnlyList<double> response)
    {
        DoubleDouble[] rest = [.. response.Select(v => (DoubleDouble)v)];
        var projections = new DoubleDouble[Rank];
        for (var j = 0; j < Rank; j++)
            projections[j] = Remove(q[j], rest);
        return (BackSubstitute(projections), rest);
    }

    /// <summary>R⁻¹ by columns, so that (XᵀX)⁻¹ = R⁻¹R⁻ᵀ.</summary>
    public DoubleDouble[][] InverseOfR() =>
        [.. Enumerable.Range(0, Rank).Select(j =>
        {
            var unit = new DoubleDouble[Rank];
            unit[j] = DoubleDouble.One;
            return BackSubstitute(unit);
        })];

    /// <summary>The leverage of one row: the diagonal of QQᵀ.</summary>
    public DoubleDouble Leverage(int row)
    {
        var sum = DoubleDouble.Zero;
        foreach (var column in q)
            sum += column[row] * column[row];
        return sum;
    }

    internal static DoubleDouble Dot(DoubleDouble[] a, DoubleDouble[] b)
    {
        var sum = DoubleDouble.Zero;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private void Add(DoubleDouble[] given, int position)
    {
        DoubleDouble[] rest = [.. given];
        var length = DoubleDouble.Sqrt(Dot(rest, rest));
        var above = new DoubleDouble[Rank + 1];
        for (var j = 0; j < Rank; j++)
            above[j] = Remove(q[j], rest);
        var remaining = DoubleDouble.Sqrt(Dot(rest, rest));
        if (!(remaining > length * LeastRemainingShare))
        {
            NullVectors.Add(NullVector(above, position));
            return;
        }

        above[Rank] = remaining;
        for (var i = 0; i < rest.Length; i++)
            rest[i] /= remaining;
        q.Add(rest);
        r.Add(above);
        Independent.Add(position);
    }

    private double[] NullVector(DoubleDouble[] projections, int position)
    {
        var vector = new double[Count];
        var combination = BackSubstitute(projections[..Rank]);
        for (var j = 0; j < Rank; j++)
            vector[Independent[j]] = -(double)combination[j];
        vector[position] = 1;
        return vector;
    }

    private static DoubleDouble Remove(DoubleDouble[] direction, DoubleDouble[] from)
    {
        var projection = Dot(direction, from);
        for (var i = 0; i < from.Length; i++)
            from[i] -= projection * direction[i];
        return projection;
    }

    private DoubleDouble[] BackSubstitute(DoubleDouble[] right)
    {
        DoubleDouble[] solution = [.. right];
        for (var i = Rank - 1; i >= 0; i--)
        {
            solution[i] /= r[i][i];
            for (var k = 0; k < i; k++)
                solution[k] -= r[i][k] * solution[i];
        }

        return solution;
    }
}
