using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.GroupSequential;

/// <summary>One look of a group-sequential design.</summary>
/// <param name="InformationFraction">Share of the planned information, in (0, 1].</param>
/// <param name="CumulativeAlpha">Type I error spent up to and including this look (both sides of a two-sided design).</param>
/// <param name="CriticalValue">The trial stops when |Z| (one-sided: Z) is at least this; not estimable where no error is spent.</param>
/// <param name="NominalP">The P value (two-sided or one-sided, as the design) that corresponds to the critical value.</param>
public sealed record SequentialLook(
    double InformationFraction, double CumulativeAlpha, Estimable<double> CriticalValue, Estimable<double> NominalP);

/// <summary>Efficacy boundaries at declared information fractions.</summary>
public sealed record SequentialBoundary(string Method, double Alpha, bool TwoSided, IReadOnlyList<SequentialLook> Looks)
{
    /// <summary>
    /// Probability of first crossing at each look (either side of a two-sided design) when Z has mean
    /// <paramref name="drift"/> at full information; their sum at drift 0 is the type I error.
    /// </summary>
    public IReadOnlyList<double> CrossingProbabilities(double drift)
    {
        var process = new SequentialProcess(drift);
        var probabilities = new double[Looks.Count];
        for (var k = 0; k < Looks.Count; k++)
        {
            var (fraction, critical) = (Looks[k].InformationFraction, AlphaSpending.CriticalOrInfinite(Looks[k]));
            probabilities[k] = process.Above(critical, fraction) + (TwoSided ? process.Below(-critical, fraction) : 0);
            if (k + 1 < Looks.Count)
                process.Continue(TwoSided ? -critical : double.NegativeInfinity, critical, fraction, Looks[k + 1].InformationFraction);
        }

        return probabilities;
    }
}

/// <summary>
/// Boundaries that spend the type I error by a spending function, found look by look: each critical value makes the probability
/// of crossing for the first time there equal to the error that the look may spend. Agrees with an independent integration to
/// 1e-10.
/// </summary>
public static class AlphaSpending
{
    // Beyond this |Z| no double holds the tail; a look that would need more spends nothing.
    private const double LargestCriticalValue = 37;

    /// <summary>A symmetric two-sided design; <paramref name="alpha"/> is the two-sided type I error.</summary>
    public static SequentialBoundary TwoSided(IReadOnlyList<double> informationFractions, double alpha, SpendingFunction spending) =>
        Solve(informationFractions, alpha, spending, twoSided: true);

    /// <summary>A one-sided design that stops for large Z, without a lower boundary.</summary>
    public static SequentialBoundary OneSided(IReadOnlyList<double> informationFractions, double alpha, SpendingFunction spending) =>
        Solve(informationFractions, alpha, spending, twoSided: false);

    internal static double CriticalOrInfinite(SequentialLook look) =>
        look.CriticalValue.IsEstimable ? look.CriticalValue.Value : double.PositiveInfinity;

    private static SequentialBoundary Solve(IReadOnlyList<double> fractions, double alpha, SpendingFunction spending, bool twoSided)
    {
        Check(fractions, alpha);
        var perSide = twoSided ? alpha / 2 : alpha;
        var process = new SequentialProcess(drift: 0);
        var looks = new SequentialLook[fractions.Count];
        for (var k = 0; k < looks.Length; k++)
        {
            var spent = spending.Spent(fractions[k], perSide);
            var before = k == 0 ? 0 : spending.Spent(fractions[k - 1], perSide);
            looks[k] = Look(process, fractions[k], (spent, spent - before), twoSided);
            var critical = CriticalOrInfinite(looks[k]);
            if (k + 1 < looks.Length)
                process.Continue(twoSided ? -critical : double.NegativeInfinity, critical, fractions[k], fractions[k + 1]);
        }

        return new(spending.Name, alpha, twoSided, looks);
    }

    private static SequentialLook Look(SequentialProcess process, double fraction, (double Total, double Here) spent, bool twoSided)
    {
        var sides = twoSided ? 2 : 1;
        // The critical value solves on the log scale: the error spent early can be 1e-20 and less.
        double Excess(double z) => Math.Log(spent.Here) - Math.Log(process.Above(z, fraction));
        if (!(spent.Here > 0) || !(Excess(LargestCriticalValue) > 0))
        {
            var none = Estimable<double>.Not("the spending function leaves no error to spend at this look");
            return new(fraction, sides * spent.Total, none, none);
        }

        var critical = BracketedRoot.Find(Excess, -LargestCriticalValue, LargestCriticalValue);
        return new(fraction, sides * spent.Total, critical, sides * NormalDistribution.UpperTail(critical));
    }

    private static void Check(IReadOnlyList<double> fractions, double alpha)
    {
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), "The type I error lies strictly between 0 and 1.");
        if (fractions.Count == 0 || !(fractions[0] > 0) || !(fractions[^1] <= 1))
            throw new ArgumentException("Information fractions lie above 0 and end at 1 at the latest.", nameof(fractions));
        if (fractions.Zip(fractions.Skip(1)).Any(pair => !(pair.First < pair.Second)))
            throw new ArgumentException("Information fractions must increase.", nameof(fractions));
    }
}
