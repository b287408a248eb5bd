using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Content;

/// <summary>
/// The common scale of a forest plot, logarithmic for ratios and linear for differences: from one interval's picture to the next the
/// same value stands in the same place.
/// </summary>
internal sealed class IntervalScale
{
    public const double Width = 260;

    /// <summary>Half the width of the longest label of a tick.</summary>
    private const double Margin = 20;

    /// <summary>Beyond a thousandth and a thousand a ratio's interval says "unknown", and the rest would shrink to a dot.</summary>
    private const double FarthestPower = 3;

    private readonly bool ratio;
    private readonly double lowest;
    private readonly double highest;

    public IntervalScale(ForestFigure figure)
    {
        ratio = figure.Scale == ForestScale.Ratio;
        var values = figure.Rows.Select(row => row.Interval).OfType<ForestInterval>()
            .SelectMany(interval => new[] { interval.Estimate, interval.Lower, interval.Upper })
            .OfType<ForestValue>().Select(value => value.Value).Where(value => !ratio || value > 0).Append(NoDifference).ToList();
        var step = ratio ? 1 : StepOf(values.Max() - values.Min());
        lowest = Math.Floor(Place(values.Min()) / step) * step;
        highest = Math.Ceiling(Place(values.Max()) / step) * step;
        if (ratio)
            (lowest, highest) = (Math.Max(-FarthestPower, lowest), Math.Min(FarthestPower, highest));
        if (lowest == highest)
            (lowest, highest) = (lowest - step, highest + step);
        Ticks = [.. Enumerable.Range(0, (int)Math.Round((highest - lowest) / step) + 1).Select(index => lowest + (index * step)).Select(place => ratio ? Math.Pow(10, place) : place)];
    }

    public ImmutableArray<double> Ticks { get; }

    /// <summary>Where the two groups do not differ.</summary>
    public double NoDifference => ratio ? 1 : 0;

    public double Of(double value) => ratio && value <= 0 ? Margin : Margin + ((Width - (2 * Margin)) * Math.Clamp((Place(value) - lowest) / (highest - lowest), 0, 1));

    /// <summary>A limit's place, and whether it lies beyond the picture or is not estimable: then an arrow says so.</summary>
    public (double At, bool Beyond) Limit(ForestValue? limit, bool upper) => limit is null
        ? (upper ? Width - Margin : Margin, true)
        : (Of(limit.Value), (ratio && limit.Value <= 0) || Place(limit.Value) < lowest || Place(limit.Value) > highest);

    private double Place(double value) => ratio ? Math.Log10(value) : value;

    /// <summary>1, 2 or 5 times a power of ten, so that two to five steps cover the range.</summary>
    private static double StepOf(double range)
    {
        if (range <= 0)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / 2)));
        return new[] { 1, 2, 5 }.Select(times => times * power).First(step => step * 5 >= range);
    }
}
