namespace ReportPipeline.Statistics.Ranks;

/// <summary>Checks and orders the values that rank tests take.</summary>
internal static class Samples
{
    /// <summary>A sorted copy.</summary>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static double[] Sorted(ReadOnlySpan<double> values)
    {
        Check(values);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static void Check(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (!double.IsFinite(value))
                throw new ArgumentException("A value is not a finite number.", nameof(values));
    }

    /// <summary>Twice the mid-rank of each of the sorted values.</summary>
    public static long[] DoubledMidRanks(ReadOnlySpan<double> sorted)
    {
        var ranks = new long[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            ranks.AsSpan(start, end - start).Fill((long)start + end + 1);
            start = end;
        }
        return ranks;
    }
}
