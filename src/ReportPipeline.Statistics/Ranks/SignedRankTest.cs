using System.Globalization;
using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Ranks;

/// <summary>What the signed-rank test does with differences of exactly zero.</summary>
public enum ZeroDifferences
{
    /// <summary>Leave them out before ranking (Wilcoxon; R's and SAS's default).</summary>
    Drop,

    /// <summary>Rank them with the others and then leave their ranks out (J. W. Pratt, JASA 54, 1959).</summary>
    Pratt,
}

/// <summary>The reference distribution of the signed-rank test.</summary>
public enum SignedRankMethod
{
    /// <summary>
    /// All signs equally probable, given the observed mid-ranks. Beyond 1000 differences or so it is replaced by
    /// <see cref="NormalWithCorrection"/>, and the method's name says so.
    /// </summary>
    Exact,

    /// <summary>Normal, tie-corrected variance, the statistic moved ½ towards its expectation (R).</summary>
    NormalWithCorrection,

    /// <summary>Normal, tie-corrected variance, no continuity correction.</summary>
    Normal,
}

/// <summary>What the signed-rank test returns.</summary>
/// <param name="Test">Statistic: the positive rank sum for the exact test, else that sum standardised.</param>
/// <param name="PositiveRankSum">The sum of the mid-ranks of positive differences (R's V).</param>
/// <param name="Zeros">How many differences are exactly zero.</param>
public sealed record SignedRankResult(TestResult Test, double PositiveRankSum, int Zeros);

/// <summary>
/// The Wilcoxon signed-rank test of paired differences, ties by mid-ranks. Not estimable when no difference is other than
/// zero. Sources: F. Wilcoxon (1945); exact with ties: Streitberg and Röhmel (1986).
/// </summary>
public static class SignedRankTest
{
    /// <param name="differences">One per subject, for example after minus before.</param>
    /// <param name="zeros">What happens to differences of zero.</param>
    /// <param name="method">The reference distribution.</param>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static SignedRankResult Test(
        ReadOnlySpan<double> differences, ZeroDifferences zeros, SignedRankMethod method)
    {
        Samples.Check(differences);
        var ranks = SignedRanks(differences, zeros);
        var positive = ranks.Where(rank => rank > 0).Sum();
        var zeroCount = differences.Count(0.0);
        if (ranks.Length > 0)
            return new(Run(ranks, positive, zeros, method), positive / 2.0, zeroCount);
        var none = Estimable<double>.Not("there is no difference other than zero");
        return new(new TestResult(NameOf(method, zeros), none, none, none), 0, zeroCount);
    }

    /// <summary>The distribution of the doubled positive rank sum; null when it would cost too much.</summary>
    internal static IntegerDistribution? Distribution(long[] doubledRanks) =>
        doubledRanks.Length > 2000 ? null : IntegerDistribution.OfSignedSums(doubledRanks);

    private static TestResult Run(long[] ranks, long positive, ZeroDifferences zeros, SignedRankMethod method)
    {
        long[] sizes = Array.ConvertAll(ranks, Math.Abs);
        if (method != SignedRankMethod.Exact)
            return Approximate(sizes, positive, method, NameOf(method, zeros));
        var distribution = Distribution(sizes);
        return distribution is null
            ? Approximate(sizes, positive, SignedRankMethod.NormalWithCorrection, string.Create(
                CultureInfo.InvariantCulture,
                $"{NameOf(SignedRankMethod.NormalWithCorrection, zeros)} (in place of exact: {ranks.Length} differences are too many)"))
            : new(
                NameOf(method, zeros), positive / 2.0, NotApplicable.DegreesOfExactTest,
                distribution.TwoSidedP(positive, sizes.Sum(), 2));
    }

    /// <summary>Twice the mid-rank of each non-zero difference's size, with the difference's sign.</summary>
    private static long[] SignedRanks(ReadOnlySpan<double> differences, ZeroDifferences zeros)
    {
        var signed = differences.ToArray();
        if (zeros == ZeroDifferences.Drop)
            signed = Array.FindAll(signed, difference => difference != 0);
        var sizes = Array.ConvertAll(signed, Math.Abs);
        Array.Sort(sizes, signed);
        var ranks = Samples.DoubledMidRanks(sizes);
        for (var i = 0; i < ranks.Length; i++)
            ranks[i] *= Math.Sign(signed[i]);
        return Array.FindAll(ranks, rank => rank != 0);
    }

    private static TestResult Approximate(long[] doubledRanks, long positive, SignedRankMethod method, string name)
    {
        // Sums in units of whole mid-ranks: expectation Σr/2, variance Σr²/4.
        var squares = 0.0;
        foreach (var rank in doubledRanks)
            squares += rank / 2.0 * (rank / 2.0);
        var difference = positive / 2.0 - doubledRanks.Sum() / 4.0;
        if (method == SignedRankMethod.NormalWithCorrection)
            difference -= Math.Sign(difference) * 0.5;
        var z = difference / Math.Sqrt(squares / 4);
        return new(name, z, NotApplicable.DegreesOfNormal, PValue.Of(NormalDistribution.TwoSidedP(z)));
    }

    private static string NameOf(SignedRankMethod method, ZeroDifferences zeros) =>
        "Wilcoxon signed-rank test, " + method switch
        {
            SignedRankMethod.Exact => "exact, mid-ranks for ties",
            SignedRankMethod.NormalWithCorrection => "normal approximation with continuity correction",
            SignedRankMethod.Normal => "normal approximation without continuity correction",
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        } + (zeros == ZeroDifferences.Pratt ? ", zeros as Pratt" : ", zeros dropped");
}
