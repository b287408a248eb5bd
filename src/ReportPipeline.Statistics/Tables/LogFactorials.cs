using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>log n! for all n up to a limit, each accurate to the last bits, and sums of them for a table.</summary>
internal sealed class LogFactorials
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    private const long MostStored = 1 << 17;

    private readonly double[] values;

    public LogFactorials(long greatest)
    {
        values = new double[Math.Min(greatest, MostStored) + 1];
        for (var n = 2; n < values.Length; n++)
            values[n] = Compute(n);
    }

    public double this[long n] => n < values.Length ? values[n] : Compute(n);

    /// <summary>log of n over k.</summary>
    public double Choose(long n, long k) => this[n] - this[k] - this[n - k];

    /// <summary>Σ log n! over all cells, which alone tells the tables with the same margins apart.</summary>
    public double OfCells(ContingencyTable table)
    {
        var sum = 0.0;
        for (var row = 0; row < table.Rows; row++)
            for (var column = 0; column < table.Columns; column++)
                sum += this[table[row, column]];
        return sum;
    }

    /// <summary>log(Π row! Π column! / total!), from which the sum over the cells is taken to give log P(table).</summary>
    public double OfMargins(ContingencyTable table) =>
        table.RowTotals.Sum(n => this[n]) + table.ColumnTotals.Sum(n => this[n]) - this[table.Total];

    private static double Compute(double n) =>
        BinomialKernel.StirlingError(n) + HalfLogTwoPi + (n + 0.5) * Math.Log(n) - n;
}
