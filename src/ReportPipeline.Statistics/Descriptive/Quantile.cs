namespace ReportPipeline.Statistics.Descriptive;

/// <summary>The nine sample quantiles of R. J. Hyndman &amp; Y. Fan, American Statistician 50 (1996), by their numbers.</summary>
public enum QuantileType
{
    /// <summary>Inverse of the empirical distribution function (SAS PCTLDEF=3).</summary>
    InverseEmpirical = 1,

    /// <summary>As 1 with averaging at steps: the default of SAS (PCTLDEF=5) and of this library.</summary>
    AveragedInverseEmpirical = 2,

    /// <summary>Nearest even order statistic (SAS PCTLDEF=2).</summary>
    NearestEven = 3,

    /// <summary>Linear interpolation of the empirical distribution function (SAS PCTLDEF=1).</summary>
    LinearEmpirical = 4,

    /// <summary>Hazen: the knots lie midway through the steps.</summary>
    Hazen = 5,

    /// <summary>Weibull, p(k) = k/(n + 1) (SAS PCTLDEF=4, Minitab, SPSS).</summary>
    Weibull = 6,

    /// <summary>p(k) = (k − 1)/(n − 1): the default of R and of Excel.</summary>
    Linear = 7,

    /// <summary>Median-unbiased, whatever the distribution.</summary>
    MedianUnbiased = 8,

    /// <summary>Approximately unbiased for normal data (Blom).</summary>
    NormalUnbiased = 9,
}

/// <summary>Sample quantiles, with R's guard against an index that rounding pushes just off a whole number.</summary>
public static class Quantile
{
    // R's quantile.default: 4 units in the last place of 1.
    private const double Fuzz = 4 * 2.220446049250313e-16;

    /// <summary>The quantile of the values at <paramref name="probability"/>; not estimable without values.</summary>
    /// <param name="values">The values in any order, without missing ones.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="type">The definition; no default, because SAS and R disagree.</param>
    public static Estimable<double> Of(IReadOnlyList<double> values, double probability, QuantileType type)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, probability, type);
    }

    internal static Estimable<double> OfSorted(double[] sorted, double probability, QuantileType type)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), "A probability lies between 0 and 1.");
        if (sorted.Length == 0)
            return Estimable<double>.Not("there are no values");

        var position = Position(sorted.Length, probability, type);
        var below = Math.Floor(position + Fuzz);
        var rest = Math.Abs(position - below) < Fuzz ? 0 : position - below;
        var weight = Weight(type, below, rest);
        var (lower, upper) = (At(sorted, below), At(sorted, below + 1));
        if (weight == 0 || lower == upper)
            return lower;
        return weight == 1 ? upper : (1 - weight) * lower + weight * upper;
    }

    /// <summary>Where in the order statistics, counted from 1, the quantile lies.</summary>
    private static double Position(int n, double p, QuantileType type)
    {
        var (a, b) = type switch
        {
            QuantileType.Hazen => (0.5, 0.5),
            QuantileType.Weibull => (0.0, 0.0),
            QuantileType.Linear => (1.0, 1.0),
            QuantileType.MedianUnbiased => (1.0 / 3, 1.0 / 3),
            QuantileType.NormalUnbiased => (3.0 / 8, 3.0 / 8),
            _ => (0.0, 1.0),
        };
        return type == QuantileType.NearestEven ? n * p - 0.5 : a + p * (n + 1 - a - b);
    }

    private static double Weight(QuantileType type, double below, double rest) => type switch
    {
        QuantileType.InverseEmpirical => rest > 0 ? 1 : 0,
        QuantileType.AveragedInverseEmpirical => rest > 0 ? 1 : 0.5,
        QuantileType.NearestEven => rest != 0 || Math.Abs(below % 2) == 1 ? 1 : 0,
        _ => rest,
    };

    private static double At(double[] sorted, double index) => sorted[(int)Math.Clamp(index, 1, sorted.Length) - 1];
}
