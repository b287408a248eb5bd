namespace ReportPipeline.Statistics.Descriptive;

/// <summary>
/// The usual description of one numeric variable. What the values do not determine is not estimable: nothing without
/// values, no standard deviation (divisor n − 1) of one value. Quartiles and median follow the quantile type asked for.
/// </summary>
public sealed record Summary(
    int Count,
    int Missing,
    Estimable<double> Mean,
    Estimable<double> StandardDeviation,
    Estimable<double> Minimum,
    Estimable<double> LowerQuartile,
    Estimable<double> Median,
    Estimable<double> UpperQuartile,
    Estimable<double> Maximum,
    QuantileType QuantileType)
{
    /// <summary>
    /// Describes the values; null and values that are not finite count as missing. The quantiles are of type 2 unless the protocol says otherwise,
    /// as SAS prints by default.
    /// </summary>
    public static Summary Of(IEnumerable<double?> values, QuantileType quantileType = QuantileType.AveragedInverseEmpirical)
    {
        var all = values.ToArray();
        double[] present = [.. all.Where(v => v is { } value && double.IsFinite(value)).Select(v => v!.Value)];
        Array.Sort(present);
        return new Summary(
            present.Length,
            all.Length - present.Length,
            Moments.Mean(present),
            Moments.StandardDeviation(present),
            Quantile.OfSorted(present, 0, QuantileType.Linear),
            Quantile.OfSorted(present, 0.25, quantileType),
            Quantile.OfSorted(present, 0.5, quantileType),
            Quantile.OfSorted(present, 0.75, quantileType),
            Quantile.OfSorted(present, 1, QuantileType.Linear),
            quantileType);
    }

    /// <inheritdoc cref="Of(IEnumerable{double?}, QuantileType)"/>
    public static Summary Of(IEnumerable<double> values, QuantileType quantileType = QuantileType.AveragedInverseEmpirical) =>
        Of(values.Select(v => (double?)v), quantileType);
}
