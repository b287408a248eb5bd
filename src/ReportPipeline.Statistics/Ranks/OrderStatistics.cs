namespace ReportPipeline.Statistics.Ranks;

/// <summary>
/// Selects the k-th smallest of all pairwise differences or averages of sorted samples without forming them: a bisection
/// over the bit patterns of doubles, each step counting in one pass. At most 64 passes; the answer is exactly one of the
/// pairwise values, as rounded by the machine.
/// </summary>
internal static class OrderStatistics
{
    /// <summary>The k-th smallest (from 1) of all first[i] − second[j].</summary>
    public static double Difference(double[] first, double[] second, long k) => Select(
        first[0] - second[^1], first[^1] - second[0], k, value => CountDifferences(first, second, value));

    /// <summary>The k-th smallest (from 1) of all (values[i] + values[j]) / 2, i ≤ j.</summary>
    public static double WalshAverage(double[] values, long k) =>
        Select(values[0], values[^1], k, value => CountAverages(values, value));

    /// <summary>The median: the middle value, or the mean of the middle two.</summary>
    public static double Median(long count, Func<long, double> select)
    {
        var upper = select(count / 2 + 1);
        return count % 2 == 1 ? upper : select(count / 2) / 2 + upper / 2;
    }

    private static double Select(double least, double greatest, long k, Func<double, long> countUpTo)
    {
        var (low, high) = (ToOrdinal(least), ToOrdinal(greatest));
        while (low < high)
        {
            var middle = (long)(((Int128)low + high) >> 1);
            (low, high) = countUpTo(FromOrdinal(middle)) >= k ? (low, middle) : (middle + 1, high);
        }
        return FromOrdinal(low);
    }

    private static long CountDifferences(double[] first, double[] second, double limit)
    {
        // For growing first[i] the differences up to the limit start at an ever larger second[j].
        var (count, j) = (0L, 0);
        foreach (var value in first)
        {
            while (j < second.Length && value - second[j] > limit)
                j++;
            count += second.Length - j;
        }
        return count;
    }

    private static long CountAverages(double[] values, double limit)
    {
        var (count, j) = (0L, values.Length - 1);
        for (var i = 0; i < values.Length; i++)
        {
            while (j >= i && Average(values[i], values[j]) > limit)
                j--;
            if (j < i)
                break;
            count += j - i + 1;
        }
        return count;
    }

    private static double Average(double a, double b) => (a + b) / 2;

    /// <summary>Numbers the doubles in ascending order, so that a bisection over integers is one over doubles.</summary>
    private static long ToOrdinal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0.0 : value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    private static double FromOrdinal(long ordinal) =>
        BitConverter.Int64BitsToDouble(ordinal >= 0 ? ordinal : long.MinValue - ordinal);
}
