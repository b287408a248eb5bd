using System.Globalization;
using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Ranks;

/// <summary>
/// Fisher–Pitman permutation tests on the measurements themselves: two samples by the difference of their means, paired
/// differences by their mean. Two-sided P(|T − E| ≥ |t − E|). Measurements with up to nine decimals are counted exactly by
/// dynamic programming on integers while that is cheap; otherwise random permutations with a fixed seed are drawn, and
/// the method's name says so. Same values as R's <c>exactRankTests::perm.test</c>.
/// Sources: E. J. G. Pitman (1937); B. Streitberg and J. Röhmel (1986).
/// </summary>
public static class ExactPermutationTest
{
    /// <summary>Not estimable when a sample is empty or all values are equal.</summary>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static PermutationResult TwoSample(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, PermutationOptions? options = null)
    {
        const string name = "two-sample permutation test of means";
        options = Checked(options);
        Samples.Check(first);
        Samples.Check(second);
        double[] pooled = [.. first, .. second];
        if (first.IsEmpty || second.IsEmpty)
            return NotEstimable(name, "a sample has no subjects");
        if (pooled.AsSpan().IndexOfAnyExcept(pooled[0]) < 0)
            return NotEstimable(name, "all values are equal");
        var difference = Mean(first) - Mean(second);
        // The distribution of the smaller sample's sum: the P value is the same for either.
        var (from, size) = first.Length <= second.Length ? (0, first.Length) : (first.Length, second.Length);
        if (DecimalScores.Of(pooled) is { } scores && IntegerDistribution.OfSubsetSums(scores, size) is { } distribution)
            return Exact(name, difference, distribution.TwoSidedP(
                scores.AsSpan(from, size).ToArray().Sum(), (Int128)size * scores.Sum(), scores.Length));
        return MonteCarlo(name, difference, CountShuffled(pooled, from, size, options), options);
    }

    /// <summary>Each difference keeps its size and gets either sign. Not estimable when all differences are zero.</summary>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static PermutationResult Paired(ReadOnlySpan<double> differences, PermutationOptions? options = null)
    {
        const string name = "paired permutation test of means";
        options = Checked(options);
        Samples.Check(differences);
        if (differences.IndexOfAnyExcept(0.0) < 0)
            return NotEstimable(name, "there is no difference other than zero");
        var mean = Mean(differences);
        if (DecimalScores.Of(differences) is { } scores)
        {
            long[] sizes = [.. scores.Where(score => score != 0).Select(Math.Abs)];
            if (SignedRankTest.Distribution(sizes) is { } distribution)
                return Exact(name, mean, distribution.TwoSidedP(scores.Where(score => score > 0).Sum(), sizes.Sum(), 2));
        }
        return MonteCarlo(name, mean, CountSigned(differences.ToArray(), options), options);
    }

    private static long CountShuffled(double[] pooled, int from, int size, PermutationOptions options)
    {
        var expected = Mean(pooled) * size;
        var observed = 0.0;
        for (var i = from; i < from + size; i++)
            observed += pooled[i];
        var limit = Limit(observed - expected, pooled);
        var generator = new SeededGenerator(options.Seed);
        var count = 0L;
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            // The first steps of a Fisher–Yates shuffle choose the sample.
            var sum = 0.0;
            for (var i = 0; i < size; i++)
            {
                var j = i + generator.NextBelow(pooled.Length - i);
                (pooled[i], pooled[j]) = (pooled[j], pooled[i]);
                sum += pooled[i];
            }
            count += Math.Abs(sum - expected) >= limit ? 1 : 0;
        }
        return count;
    }

    private static long CountSigned(double[] differences, PermutationOptions options)
    {
        var limit = Limit(differences.Sum(), differences);
        var generator = new SeededGenerator(options.Seed);
        var count = 0L;
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            var (sum, bits) = (0.0, 0UL);
            for (var i = 0; i < differences.Length; i++, bits >>= 1)
            {
                if (i % 64 == 0)
                    bits = generator.Next();
                sum += (bits & 1) == 1 ? differences[i] : -differences[i];
            }
            count += Math.Abs(sum) >= limit ? 1 : 0;
        }
        return count;
    }

    /// <summary>The observed distance less what rounding of the sums can amount to, so that ties count.</summary>
    private static double Limit(double distance, double[] values) =>
        Math.Abs(distance) - 1e-12 * values.Sum(Math.Abs);

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    private static PermutationResult Exact(string name, double statistic, double p) => new(
        new TestResult("Exact " + name, statistic, NotApplicable.DegreesOfExactTest, p),
        Estimable<double>.Not("an exact P value has no standard error"));

    private static PermutationResult MonteCarlo(string name, double statistic, long extreme, PermutationOptions options)
    {
        var p = (extreme + 1.0) / (options.Replicates + 1.0);
        var error = Math.Sqrt(p * (1 - p) / (options.Replicates + 1.0));
        var method = string.Create(
            CultureInfo.InvariantCulture,
            $"Monte Carlo {name} ({options.Replicates} permutations, seed {options.Seed}, standard error {error:G2})");
        return new(new TestResult(method, statistic, NotApplicable.DegreesOfExactTest, p), error);
    }

    private static PermutationOptions Checked(PermutationOptions? options)
    {
        options ??= new PermutationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Replicates, 1);
        return options;
    }

    private static PermutationResult NotEstimable(string name, string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(new TestResult("Exact " + name, none, none, none), none);
    }
}
