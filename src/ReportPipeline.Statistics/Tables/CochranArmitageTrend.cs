using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// The Cochran–Armitage test for a trend of a proportion over ordered groups (dose, grade, severity): a normal z whose
/// square is χ² with one degree of freedom, binomial variance with divisor N (as R's <c>prop.trend.test</c> and SAS), no continuity correction.
/// Source: P. Armitage, Biometrics 11 (1955).
/// </summary>
public static class CochranArmitageTrend
{
    private const string Name = "Cochran–Armitage test for trend, two-sided";

    /// <summary>
    /// The statistic is z, positive when the proportion of the first column rises with the score. Not estimable when all
    /// subjects share an outcome or a score.
    /// </summary>
    /// <param name="table">One row per group; the first of the two columns holds the events.</param>
    /// <param name="scores">One finite score per group; 1, 2, 3, … when null.</param>
    /// <exception cref="ArgumentException">There are not two columns, or the scores do not match the rows.</exception>
    public static TestResult Test(ContingencyTable table, IReadOnlyList<double>? scores = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        scores ??= [.. Enumerable.Range(1, table.Rows).Select(row => (double)row)];
        if (table.Columns != 2)
            throw new ArgumentException("A trend test takes two columns: events and non-events.", nameof(table));
        if (scores.Count != table.Rows || scores.Any(score => !double.IsFinite(score)))
            throw new ArgumentException("There is one finite score per row.", nameof(scores));
        if (table.ColumnTotals.Contains(0))
            return NotEstimable("all subjects have the same outcome");
        double total = table.Total;
        var mean = Enumerable.Range(0, table.Rows).Sum(row => table.RowTotals[row] / total * scores[row]);
        var (covariance, spread) = (0.0, 0.0);
        for (var row = 0; row < table.Rows; row++)
        {
            var deviation = scores[row] - mean;
            covariance += table[row, 0] * deviation;
            spread += table.RowTotals[row] * deviation * deviation;
        }
        if (spread == 0 || table.RowTotals.Count(rowTotal => rowTotal > 0) < 2)
            return NotEstimable("all subjects have the same score");
        var share = table.ColumnTotals[0] / total;
        var z = covariance / Math.Sqrt(share * (table.ColumnTotals[1] / total) * spread);
        return new(Name, z, NotApplicable.DegreesOfNormal, PValue.Of(NormalDistribution.TwoSidedP(z)));
    }

    private static TestResult NotEstimable(string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(Name, none, none, none);
    }
}
