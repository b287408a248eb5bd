using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Ranks;

/// <summary>
/// The Kruskal–Wallis test that several independent samples share one distribution: χ² approximation with k − 1 degrees
/// of freedom, corrected for ties. Empty samples are left out; not estimable with fewer than two samples or when all
/// values are tied. Source: W. H. Kruskal and W. A. Wallis, JASA 47 (1952).
/// </summary>
public static class KruskalWallisTest
{
    private const string Name = "Kruskal–Wallis test, χ² approximation";

    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static TestResult Test(IReadOnlyList<double[]> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        double[][] filled = [.. samples.Where(sample => sample.Length > 0)];
        if (filled.Length < 2)
            return NotEstimable("fewer than two samples have subjects");
        double[] values = [.. filled.SelectMany(sample => sample)];
        int[] groups = [.. filled.SelectMany((sample, group) => Enumerable.Repeat(group, sample.Length))];
        Samples.Check(values);
        Array.Sort(values, groups);
        if (values[0] == values[^1])
            return NotEstimable("all values are tied");
        var statistic = Statistic(Samples.DoubledMidRanks(values), groups, filled.Length);
        double degrees = filled.Length - 1;
        return new(Name, statistic, degrees, PValue.FromLog(ChiSquaredDistribution.LogUpperTail(statistic, degrees)));
    }

    /// <summary>(N − 1) × sum of squares of ranks between groups / total, which contains the correction for ties.</summary>
    private static double Statistic(long[] doubledRanks, int[] groups, int groupCount)
    {
        double n = doubledRanks.Length;
        var (sums, sizes) = (new double[groupCount], new double[groupCount]);
        var total = 0.0;
        for (var i = 0; i < doubledRanks.Length; i++)
        {
            var deviation = doubledRanks[i] - (n + 1);
            sums[groups[i]] += deviation;
            sizes[groups[i]]++;
            total += deviation * deviation;
        }
        var between = 0.0;
        for (var group = 0; group < groupCount; group++)
            between += sums[group] * sums[group] / sizes[group];
        return (n - 1) * between / total;
    }

    private static TestResult NotEstimable(string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(Name, none, none, none);
    }
}
