namespace ReportPipeline.Statistics.Ranks;

/// <summary>Two samples, sorted, and what the rank-sum test needs of their pooled mid-ranks.</summary>
internal sealed class PooledRanks
{
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public PooledRanks(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        (First, Second) = (Samples.Sorted(first), Samples.Sorted(second));
        var (i, j) = (0, 0);
        while (i < First.Length || j < Second.Length)
        {
            var (before, startFirst, startSecond) = ((long)i + j, i, j);
            var value = j == Second.Length || (i < First.Length && First[i] <= Second[j]) ? First[i] : Second[j];
            while (i < First.Length && First[i] == value)
                i++;
            while (j < Second.Length && Second[j] == value)
                j++;
            long tied = i - startFirst + j - startSecond;
            DoubledRankSum += (i - startFirst) * (2 * before + tied + 1);
            TieSum += tied == 1 ? 0 : (Int128)tied * tied * tied - tied;
        }
    }

    /// <summary>The first sample in ascending order.</summary>
    public double[] First { get; }

    /// <summary>The second sample in ascending order.</summary>
    public double[] Second { get; }

    public long Subjects => (long)First.Length + Second.Length;

    /// <summary>Twice the sum of the first sample's mid-ranks: an integer, ties or not.</summary>
    public long DoubledRankSum { get; }

    /// <summary>Σ(t³ − t) over groups of t tied values.</summary>
    public Int128 TieSum { get; }

    public bool AllTied => TieSum == (Int128)Subjects * Subjects * Subjects - Subjects;

    /// <summary>The Mann–Whitney count: pairs in which the first sample's value is larger, ties counting half.</summary>
    public double MannWhitney => DoubledRankSum / 2.0 - First.Length * (First.Length + 1.0) / 2;

    /// <summary>The variance of the rank sum over all assignments, given the ties.</summary>
    public double Variance
    {
        get
        {
            double n = Subjects;
            return First.Length / 12.0 * Second.Length * (n + 1 - (double)TieSum / (n * (n - 1)));
        }
    }

    /// <summary>Twice the mid-rank of every subject, ascending.</summary>
    public long[] DoubledMidRanks()
    {
        double[] pooled = [.. First, .. Second];
        Array.Sort(pooled);
        return Samples.DoubledMidRanks(pooled);
    }
}
