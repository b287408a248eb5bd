using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// The odds ratio of a 2×2 table given both margins: its conditional maximum-likelihood estimate and its exact intervals,
/// each the root of its defining equation to the last bits.
/// Source: M. P. Fay, Biostatistics 11 (2010). Reference (2, 24 / 6, 12): estimate .17409445, central
/// (.01502964, 1.16104135), minimum-likelihood (.0223583, .9747019).
/// </summary>
internal sealed class ConditionalOddsRatio(HypergeometricDistribution margins, long observed)
{
    private readonly NoncentralHypergeometric distribution = new(margins);
    private readonly long smallest = margins.Minimum;
    private readonly long largest = margins.Maximum;

    public static string NameOf(OddsRatioInterval interval) => interval switch
    {
        OddsRatioInterval.Central => "exact conditional, central",
        OddsRatioInterval.MinimumLikelihood => "exact conditional, minimum-likelihood",
        _ => throw new ArgumentOutOfRangeException(nameof(interval)),
    };

    /// <summary>The odds ratio at which the expected first count is the observed one.</summary>
    public Estimable<double> Estimate()
    {
        if (observed == smallest)
            return Estimable<double>.Not("the table is the most extreme one with its margins; the odds ratio tends to zero");
        if (observed == largest)
            return Estimable<double>.Not(
                "the table is the most extreme one with its margins; the odds ratio grows without limit");
        return Math.Exp(BracketedRoot.FindOfIncreasing(logOdds => distribution.Mean(logOdds) - observed, 0));
    }

    /// <summary>The interval; a lower bound of 0 is a value, an unbounded upper end is not estimable.</summary>
    public ConfidenceInterval Interval(OddsRatioInterval kind, double level)
    {
        var alpha = 1 - level;
        var mirrored = Mirrored();
        var (lower, upper) = kind == OddsRatioInterval.Central
            ? (CentralLogLower(alpha / 2), -mirrored.CentralLogLower(alpha / 2))
            : (MatchingLogLower(alpha), -mirrored.MatchingLogLower(alpha));
        return new ConfidenceInterval(
            level,
            Math.Exp(lower),
            double.IsPositiveInfinity(upper)
                ? Estimable<double>.Not("the odds ratio has no upper limit: the table is the most extreme one with its margins")
                : Math.Exp(upper),
            NameOf(kind));
    }

    /// <summary>The same table with its columns swapped, whose log odds ratio is the negative of this one.</summary>
    private ConditionalOddsRatio Mirrored() =>
        new(new HypergeometricDistribution(margins.Failures, margins.Successes, margins.Draws), margins.Draws - observed);

    /// <summary>Where P(X ≥ observed) reaches the one-sided error.</summary>
    private double CentralLogLower(double error) => observed == smallest
        ? double.NegativeInfinity
        : BracketedRoot.FindOfIncreasing(logOdds => distribution.Probability(observed, largest, logOdds) - error, 0);

    /// <summary>
    /// The smallest odds ratio whose two-sided P value exceeds the error. Going up from 0, the far tail gains the count y
    /// at the odds ratio where y becomes no more probable than the observed count; between two such points the P value
    /// falls and then rises, so the first crossing is either at a jump or a single root before the next jump.
    /// </summary>
    private double MatchingLogLower(double error)
    {
        if (observed == smallest)
            return double.NegativeInfinity;
        var left = CertainlyRejected(error);
        var far = smallest - 1;
        while (far < observed - 1 && JoinsFarTail(far + 1) <= left)
            far++;
        while (PValueAt(left, far) <= error)
        {
            var end = far;
            var right = far < observed - 1 ? JoinsFarTail(far + 1) : left + 1;
            if (PValueAt(right, far) > error)
                return BracketedRoot.Find(logOdds => PValueAt(logOdds, end) - error, left, right);
            (left, far) = (right, far + 1);
        }
        return left;
    }

    private double PValueAt(double logOdds, long farEnd) =>
        distribution.Probability(observed, largest, logOdds) + distribution.Probability(smallest, farEnd, logOdds);

    /// <summary>The log odds ratio from which on the count y &lt; observed is no more probable than the observed one.</summary>
    private double JoinsFarTail(long y) => (margins.LogMass(y) - margins.LogMass(observed)) / (observed - y);

    /// <summary>
    /// A log odds ratio below which every two-sided P value is at most the error: there P(X ≥ observed) plus the observed
    /// mass once for every smaller count, which bounds the far tail, does not reach it. It keeps the scan short.
    /// </summary>
    private double CertainlyRejected(double error)
    {
        double below = observed - smallest;
        return BracketedRoot.FindOfIncreasing(
            logOdds => distribution.Probability(observed, largest, logOdds)
                + below * distribution.Probability(observed, observed, logOdds) - error,
            CentralLogLower(error)) - 1e-9;
    }
}
