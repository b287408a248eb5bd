using System.Numerics;
using System.Runtime.CompilerServices;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// A list of scores with probabilities that answers quickly: how much probability has a score of at least x?
/// Scores go into equally wide buckets with cumulated probabilities; only one bucket is searched entry by entry.
/// </summary>
internal sealed class TailOfScores
{
    private double[] scores = new double[1024];
    private double[] probabilities = new double[1024];
    private double[] sortedScores = new double[1024];
    private double[] sortedProbabilities = new double[1024];
    private int[] starts = new int[1025];
    private double[] above = new double[1025];
    private int count;
    private int buckets;
    private double perScore;

    public double Least { get; private set; }

    public double Greatest { get; private set; }

    public double Total { get; private set; }

    public int Count => count;

    public void Clear() => (count, Total, Least, Greatest) = (0, 0, double.PositiveInfinity, double.NegativeInfinity);

    public void Add(double score, double probability)
    {
        if (count == scores.Length)
            Grow();
        (scores[count], probabilities[count]) = (score, probability);
        count++;
        Total += probability;
        Least = Math.Min(Least, score);
        Greatest = Math.Max(Greatest, score);
    }

    /// <summary>A counting sort into buckets; to be called after the last addition.</summary>
    public void Build()
    {
        buckets = Math.Max(1, count);
        perScore = Greatest > Least ? (buckets - 1) / (Greatest - Least) : 0;
        Array.Clear(starts, 0, buckets + 1);
        for (var i = 0; i < count; i++)
            starts[Bucket(scores[i]) + 1]++;
        for (var bucket = 0; bucket < buckets; bucket++)
            starts[bucket + 1] += starts[bucket];
        for (var i = count - 1; i >= 0; i--)
        {
            var bucket = Bucket(scores[i]);
            // The end of each bucket moves down to its start while it fills.
            var slot = --starts[bucket + 1];
            (sortedScores[slot], sortedProbabilities[slot]) = (scores[i], probabilities[i]);
        }
        // After filling, starts[b + 1] is where bucket b begins.
        above[buckets] = 0;
        for (var (bucket, end) = (buckets - 1, count); bucket >= 0; end = starts[bucket + 1], bucket--)
        {
            var sum = 0.0;
            for (var i = starts[bucket + 1]; i < end; i++)
                sum += sortedProbabilities[i];
            above[bucket] = above[bucket + 1] + sum;
        }
    }

    /// <summary>The probability of all scores of at least the limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double AtLeast(double limit) => limit <= Least ? Total : limit > Greatest ? 0 : Search(limit);

    private double Search(double limit)
    {
        var bucket = Bucket(limit);
        var sum = above[bucket + 1];
        var end = bucket + 2 <= buckets ? starts[bucket + 2] : count;
        for (var i = starts[bucket + 1]; i < end; i++)
            if (sortedScores[i] >= limit)
                sum += sortedProbabilities[i];
        return sum;
    }

    private int Bucket(double score) => (int)((score - Least) * perScore);

    private void Grow()
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)count * 2);
        Array.Resize(ref scores, size);
        Array.Resize(ref probabilities, size);
        (sortedScores, sortedProbabilities) = (new double[size], new double[size]);
        (starts, above) = (new int[size + 1], new double[size + 1]);
    }
}
