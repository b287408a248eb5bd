using System.Globalization;
using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Ranks;

/// <summary>Where the order statistics that bound a Hodges–Lehmann interval come from.</summary>
public enum ShiftInterval
{
    /// <summary>
    /// The exact permutation distribution of the observed mid-ranks. For large samples it is replaced by
    /// <see cref="NormalApproximation"/>, and the interval's name says so.
    /// </summary>
    Exact,

    /// <summary>The normal approximation of the untied distribution, rounded down to an order statistic (SAS).</summary>
    NormalApproximation,
}

/// <summary>A Hodges–Lehmann estimate with its interval.</summary>
/// <param name="Estimate">On the scale of the values; first minus second for two samples.</param>
/// <param name="Interval">Two order statistics; not estimable when no finite interval reaches the level.</param>
public sealed record HodgesLehmannResult(Estimable<double> Estimate, ConfidenceInterval Interval);

/// <summary>
/// Hodges–Lehmann estimates: the median of all pairwise differences of two samples (the shift), or the median of all
/// Walsh averages of one (the pseudo-median). Bounds are the k-th smallest and k-th largest pairwise value, k the largest
/// integer with P(statistic ≤ k − 1) ≤ half the error. Cost O(n log n) whatever the size.
/// Source: J. L. Hodges and E. L. Lehmann (1963); M. Hollander and D. A. Wolfe, sections 3.2 and 4.2.
/// Reference: Hollander's permeability data, .305 (−.15, .76).
/// </summary>
public static class HodgesLehmann
{
    /// <summary>The shift of the first sample against the second.</summary>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static HodgesLehmannResult Shift(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ShiftInterval interval, double level = 0.95)
    {
        ConfidenceLevel.Check(level);
        var ranks = new PooledRanks(first, second);
        if (first.IsEmpty || second.IsEmpty)
            return NotEstimable(level, interval, "a sample has no subjects");
        var pairs = (long)first.Length * second.Length;
        double Select(long k) => OrderStatistics.Difference(ranks.First, ranks.Second, k);
        var exact = interval == ShiftInterval.Exact ? RankSumTest.Distribution(ranks) : null;
        var orders = exact is null
            ? NormalOrders(pairs, Math.Sqrt(pairs * (ranks.Subjects + 1.0) / 12), level)
            : ExactOrders(exact, SmallestDoubledSum(Math.Min(first.Length, second.Length)), pairs, level);
        // The exact distribution is the smaller sample's; seen from the other one its tails change places.
        if (first.Length > second.Length)
            orders = orders.Swapped();
        return Result(pairs, Select, orders, level, NameOf(interval, exact is null, ranks.Subjects));
    }

    /// <summary>
    /// The pseudo-median of one sample of differences. Zero differences are left out or kept as the option says.
    /// </summary>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static HodgesLehmannResult PseudoMedian(
        ReadOnlySpan<double> differences, ZeroDifferences zeros, ShiftInterval interval, double level = 0.95)
    {
        ConfidenceLevel.Check(level);
        var sorted = Samples.Sorted(differences);
        if (zeros == ZeroDifferences.Drop)
            sorted = Array.FindAll(sorted, difference => difference != 0);
        if (sorted.Length == 0)
            return NotEstimable(level, interval, "there is no difference other than zero");
        long n = sorted.Length;
        var pairs = n * (n + 1) / 2;
        double Select(long k) => OrderStatistics.WalshAverage(sorted, k);
        var exact = interval == ShiftInterval.Exact ? SignedRankTest.Distribution(AbsoluteRanks(sorted)) : null;
        var orders = exact is null
            ? NormalOrders(pairs, Math.Sqrt(n * (n + 1.0) * (2.0 * n + 1) / 24), level)
            : ExactOrders(exact, 0, pairs, level);
        return Result(pairs, Select, orders, level, NameOf(interval, exact is null, n));
    }

    private static long SmallestDoubledSum(long subjects) => subjects * (subjects + 1);

    private static long[] AbsoluteRanks(double[] differences)
    {
        var absolute = Array.ConvertAll(differences, Math.Abs);
        Array.Sort(absolute);
        return Samples.DoubledMidRanks(absolute);
    }

    /// <param name="distribution">Of a doubled rank sum: twice the count of pairs above its least value.</param>
    /// <param name="least">The doubled rank sum at which the count of pairs is zero.</param>
    /// <param name="pairs">The largest count of pairs.</param>
    /// <param name="level">Coverage.</param>
    private static Orders ExactOrders(IntegerDistribution distribution, long least, long pairs, double level)
    {
        var error = (1 - level) / 2;
        return new(
            (least + 2 * pairs - distribution.UpperQuantile(error) + 1) / 2,
            (distribution.LowerQuantile(error) - least + 1) / 2);
    }

    private static Orders NormalOrders(long pairs, double deviation, double level)
    {
        var k = (long)Math.Floor(pairs / 2.0 - NormalDistribution.Quantile(0.5 + level / 2) * deviation);
        return new(k, k);
    }

    private static HodgesLehmannResult Result(
        long pairs, Func<long, double> select, Orders orders, double level, string name)
    {
        var unreachable = Estimable<double>.Not("with so few subjects no finite bound reaches the level");
        return new(
            OrderStatistics.Median(pairs, select),
            new ConfidenceInterval(
                level,
                orders.FromBottom < 1 ? unreachable : select(orders.FromBottom),
                orders.FromTop < 1 ? unreachable : select(pairs + 1 - orders.FromTop),
                name));
    }

    private static HodgesLehmannResult NotEstimable(double level, ShiftInterval interval, string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(none, new ConfidenceInterval(level, none, none, NameOf(interval, false, 0)));
    }

    private static string NameOf(ShiftInterval interval, bool replaced, long subjects) => (interval, replaced) switch
    {
        (ShiftInterval.Exact, false) => "Hodges–Lehmann, exact",
        (ShiftInterval.Exact, true) => string.Create(
            CultureInfo.InvariantCulture,
            $"Hodges–Lehmann, normal approximation (in place of exact: {subjects} subjects are too many)"),
        _ => "Hodges–Lehmann, normal approximation",
    };

    /// <summary>The lower bound is the pairwise value this many from the bottom, the upper one this many from the top.</summary>
    private readonly record struct Orders(long FromBottom, long FromTop)
    {
        public Orders Swapped() => new(FromTop, FromBottom);
    }
}
