using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

/// <summary>
/// The data of a logistic model over its independent columns. Columns that vary are centred, when there is a constant one to
/// take up the shift, and all are scaled to a largest absolute value of 1: a covariate such as a date leaves the information
/// well-conditioned. Only the constant column's own coefficient changes its meaning; it is translated back here.
/// </summary>
internal sealed class LogisticModel
{
    private readonly double[][] columns;
    private readonly double[] scales;
    private readonly double[] centres;

    public LogisticModel(
        IReadOnlyList<bool> outcomes, DesignMatrix design, OrthogonalDecomposition decomposition, double level, bool centred = true)
    {
        (Outcomes, Design, Decomposition, Level) = (outcomes, design, decomposition, level);
        double[][] raw = [.. decomposition.Independent.Select(j => design.Columns[j])];
        Constant = Array.FindIndex(raw, IsConstant);
        centres = [.. raw.Select(c => centred && Constant >= 0 && !IsConstant(c) ? Descriptive.Moments.Mean(c).Value : 0)];
        scales = [.. raw.Select((c, k) => c.Max(v => Math.Abs(v - centres[k])))];
        columns = [.. raw.Select((c, k) => c.Select(v => (v - centres[k]) / scales[k]).ToArray())];
    }

    public IReadOnlyList<bool> Outcomes { get; }

    public DesignMatrix Design { get; }

    public OrthogonalDecomposition Decomposition { get; }

    public double Level { get; }

    public int Size => columns.Length;

    /// <summary>Position of the constant column among the independent ones, or −1.</summary>
    public int Constant { get; }

    /// <summary>½ log |XᵀWX| of the columns as given minus that of the columns as fitted.</summary>
    public double PenaltyOfScales => scales.Sum(Math.Log);

    /// <summary>The same data with no column centred: for profiles of the constant column's own coefficient.</summary>
    public LogisticModel Uncentred() => new(Outcomes, Design, Decomposition, Level, centred: false);

    public LogisticLikelihood Likelihood(bool penalised) => new(columns, Outcomes, penalised);

    public bool[] AllFree() => [.. columns.Select(_ => true)];

    public bool[] OnlyConstantFree() => [.. columns.Select(IsConstant)];

    /// <summary>A coefficient of the fitted columns as one of the columns as given; not for the constant column when centred.</summary>
    public double Unscale(double coefficient, int independent) => coefficient / scales[independent];

    /// <summary>The coefficients of the independent columns as given.</summary>
    public double[] Translate(double[] fitted) =>
        [.. Enumerable.Range(0, Size).Select(k => Translation(k).Select((weight, j) => weight * fitted[j]).Sum())];

    /// <summary>Coefficients of the columns as given in the units of an uncentred model.</summary>
    public double[] FromGiven(double[] coefficients) => [.. coefficients.Select((b, k) => b * scales[k])];

    /// <summary>The variance of the coefficients over all columns of the design; zero rows where a column was set aside.</summary>
    public double[,] TranslateVariance(double[] variance)
    {
        var translations = Enumerable.Range(0, Size).Select(Translation).ToArray();
        var full = new double[Design.Columns.Count, Design.Columns.Count];
        for (var a = 0; a < Size; a++)
        {
            for (var b = 0; b < Size; b++)
                full[Decomposition.Independent[a], Decomposition.Independent[b]] = Form(translations[a], variance, translations[b]);
        }

        return full;
    }

    // Coefficient k as given = Σ weight × fitted coefficient: the constant column gives back what centring moved to it.
    private double[] Translation(int k)
    {
        var weights = new double[Size];
        if (k == Constant)
        {
            for (var j = 0; j < Size; j++)
                weights[j] = -centres[j] / scales[j] / Design.Columns[Decomposition.Independent[k]][0];
        }

        weights[k] = 1 / scales[k];
        return weights;
    }

    private static double Form(double[] left, double[] matrix, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
                sum += left[i] * matrix[i * right.Length + j] * right[j];
        }

        return sum;
    }

    private static bool IsConstant(double[] column) => column.All(v => v == column[0]);
}
