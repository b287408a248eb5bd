using System.Numerics;

namespace ReportPipeline.Statistics.Ranks;

/// <summary>
/// The permutation distribution of a sum of integer scores, computed exactly by dynamic programming: every assignment of
/// subjects to groups (or of signs to differences) is equally probable. Ties need no special case.
/// Source: B. Streitberg and J. Röhmel, "Exact distributions for permutation and rank tests" (1986).
/// </summary>
internal sealed class IntegerDistribution
{
    /// <summary>
    /// The most elementary additions before a caller has to choose another method: well below a second, reached near
    /// 190 subjects per group without ties and 150 with them, or 1000 signed differences.
    /// </summary>
    private const double WorkLimit = 3e9;

    /// <summary>The most numbers held at once: 160 megabytes.</summary>
    private const double StorageLimit = 2e7;

    private readonly long smallest;
    private readonly long step;
    private readonly double[] probabilities;

    private IntegerDistribution(long smallest, long step, double[] counts)
    {
        (this.smallest, this.step) = (smallest, step);
        var total = 0.0;
        foreach (var count in counts)
            total += count;
        probabilities = Array.ConvertAll(counts, count => count / total);
    }

    /// <summary>The sum of <paramref name="chosen"/> of the scores; null when it would cost too much.</summary>
    public static IntegerDistribution? OfSubsetSums(IReadOnlyList<long> scores, int chosen)
    {
        var (reduced, least, step) = Reduce(scores, scores.Min());
        var width = reduced.TakeLast(chosen).Aggregate(0.0, (sum, score) => sum + score) + 1;
        if (width * chosen * scores.Count > WorkLimit || width * chosen > StorageLimit)
            return null;
        // ways[j][s]: the number of ways to choose j of the scores seen so far with the sum s.
        var ways = Enumerable.Range(0, chosen + 1).Select(_ => new double[(int)width]).ToArray();
        ways[0][0] = 1;
        var reach = new int[chosen + 1];
        for (var i = 0; i < reduced.Length; i++)
            for (var j = Math.Min(i + 1, chosen); j >= 1; j--)
                reach[j] = Add(ways[j - 1], reach[j - 1], ways[j], reach[j], reduced[i]);
        return new IntegerDistribution(least * chosen, step, ways[chosen]);
    }

    /// <summary>The sum of those scores that get a positive sign, each with probability ½; null when too costly.</summary>
    public static IntegerDistribution? OfSignedSums(IReadOnlyList<long> scores)
    {
        var (reduced, _, step) = Reduce(scores, 0);
        var width = reduced.Aggregate(0.0, (sum, score) => sum + score) + 1;
        // Beyond 1000 signs a probability can be below the range of a double.
        if (width * scores.Count > WorkLimit || width > StorageLimit || scores.Count > 1000)
            return null;
        var ways = new double[(int)width];
        ways[0] = 1;
        var reach = 0;
        foreach (var score in reduced)
        {
            reach += score;
            Toss(ways.AsSpan(0, reach + 1), score);
        }
        return new IntegerDistribution(0, step, ways);
    }

    /// <summary>P(|T − c| ≥ |observed − c|) for the centre c = numerator / denominator, compared in integers.</summary>
    public double TwoSidedP(long observed, Int128 numerator, long denominator)
    {
        var distance = Int128.Abs((Int128)observed * denominator - numerator);
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
            if (Int128.Abs((Int128)(smallest + i * step) * denominator - numerator) >= distance)
                sum += probabilities[i];
        return PValue.Of(sum);
    }

    /// <summary>The smallest value v with P(T ≤ v) &gt; error.</summary>
    public long LowerQuantile(double error)
    {
        var i = 0;
        for (var sum = probabilities[0]; sum <= error && i < probabilities.Length - 1; sum += probabilities[i])
            i++;
        return smallest + i * step;
    }

    /// <summary>The largest value v with P(T ≥ v) &gt; error.</summary>
    public long UpperQuantile(double error)
    {
        var i = probabilities.Length - 1;
        for (var sum = probabilities[i]; sum <= error && i > 0; sum += probabilities[i])
            i--;
        return smallest + i * step;
    }

    // Each sum stays or grows by the score, with probability ½. Downwards, so that what is read is from before this score; and
    // by as many sums at a time as the processor takes, all of them read before any is written.
    private static void Toss(Span<double> ways, int score)
    {
        var block = Vector<double>.Count;
        var s = ways.Length;
        for (; s - block >= score; s -= block)
        {
            var here = new Vector<double>(ways[(s - block)..]);
            var below = new Vector<double>(ways[(s - block - score)..]);
            ((here * 0.5) + (below * 0.5)).CopyTo(ways[(s - block)..]);
        }

        while (--s >= 0)
            ways[s] = (ways[s] / 2) + (s >= score ? ways[s - score] / 2 : 0);
    }

    private static int Add(double[] from, int fromReach, double[] to, int toReach, int score)
    {
        if (fromReach == 0 && from[0] == 0)
            return toReach;
        for (var s = 0; s <= fromReach; s++)
            to[s + score] += from[s];
        return Math.Max(toReach, fromReach + score);
    }

    private static (int[] Reduced, long Least, long Step) Reduce(IReadOnlyList<long> scores, long least)
    {
        var step = scores.Aggregate(0L, (divisor, score) => GreatestCommonDivisor(divisor, score - least));
        step = Math.Max(step, 1);
        // A score too large for an integer is far beyond the limits, whatever it is.
        int[] reduced = [.. scores.Select(score => (int)Math.Min((score - least) / step, int.MaxValue)).Order()];
        return (reduced, least, step);
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return Math.Abs(a);
    }
}
