using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Boschloo's unconditional exact test of two independent proportions: the statistic is Fisher's two-sided P value, the
/// P value the largest probability, over the common proportion, of a table whose Fisher P value is no larger. It is
/// never above Fisher's. Rows are the groups with fixed sizes, the first column holds the events.
/// Source: R. D. Boschloo, Statistica Neerlandica 24 (1970).
/// </summary>
public static class BoschlooTest
{
    private const string Name = "Boschloo's unconditional exact test, two-sided (Fisher's two-sided P as statistic)";

    /// <summary>Beyond this many tables of the two group sizes the test is not offered.</summary>
    private const long MostTables = 4_000_000;

    private const int GridPoints = 2000;

    /// <summary>Not estimable when a group is empty or the groups are too large to list their tables.</summary>
    /// <exception cref="ArgumentException">The table is not 2×2.</exception>
    public static TestResult Test(ContingencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.IsTwoByTwo)
            throw new ArgumentException("Boschloo's test takes a 2×2 table.", nameof(table));
        var (first, second) = (table.RowTotals[0], table.RowTotals[1]);
        if (first == 0 || second == 0)
            return NotEstimable("a group has no subjects");
        if ((first + 1.0) * (second + 1.0) > MostTables)
            return NotEstimable("the groups are too large for an unconditional exact test");
        var logObserved = LogFisher(first, second, table.ColumnTotals[0], table[0, 0]);
        var shares = RejectedShares(first, second, logObserved + Math.Log(1 + FisherExactTest.TieTolerance));
        return new(Name, PValue.FromLog(logObserved), NotApplicable.DegreesOfExactTest, PValue.Of(Largest(shares)));
    }

    /// <summary>For each total of events, the conditional probability of the tables that Fisher's test finds as extreme.</summary>
    private static double[] RejectedShares(long first, long second, double limit)
    {
        var shares = new double[first + second + 1];
        for (var events = 0L; events < shares.Length; events++)
        {
            var distribution = new HypergeometricDistribution(events, first + second - events, first);
            for (var x = distribution.Minimum; x <= distribution.Maximum; x++)
                if (LogFisher(first, second, events, x) <= limit)
                    shares[events] += Math.Exp(distribution.LogMass(x));
        }
        return shares;
    }

    private static double LogFisher(long first, long second, long events, long x) => events == 0 || events == first + second
        ? 0
        : FisherExactTest.LogTwoSidedP(new HypergeometricDistribution(events, first + second - events, first), x);

    private static double Largest(double[] shares)
    {
        double At(double p)
        {
            var sum = 0.0;
            for (var events = 0; events < shares.Length; events++)
                if (shares[events] > 0)
                    sum += shares[events] * BinomialDistribution.Mass(events, shares.Length - 1, p);
            return sum;
        }
        // The probability is a polynomial in p with few maxima; a grid brackets each and golden sections refine the best.
        var values = Enumerable.Range(0, GridPoints + 1).Select(i => At((double)i / GridPoints)).ToArray();
        return Enumerable.Range(1, GridPoints - 1)
            .Where(i => values[i] >= values[i - 1] && values[i] >= values[i + 1])
            .OrderByDescending(i => values[i])
            .Take(5)
            .Select(i => GoldenSection(At, (i - 1.0) / GridPoints, (i + 1.0) / GridPoints))
            .Append(values.Max())
            .Max();
    }

    private static double GoldenSection(Func<double, double> function, double low, double high)
    {
        const double ratio = 0.6180339887498949;
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
        var (atLeft, atRight) = (function(left), function(right));
        for (var step = 0; step < 50; step++)
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - ratio * (high - low);
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + ratio * (high - low);
                atRight = function(right);
            }
        return Math.Max(atLeft, atRight);
    }

    private static TestResult NotEstimable(string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(Name, none, none, none);
    }
}
