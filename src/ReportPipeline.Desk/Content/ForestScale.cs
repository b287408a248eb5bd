using System.Collections.Immutable;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Content;

/// <summary>The common logarithmic scale of a forest plot: from one interval's picture to the next the same ratio stands in the same place.</summary>
internal sealed class ForestScale
{
    public const double Width = 260;
    /// <summary>Half the width of the longest label of a tick.</summary>
    private const double Margin = 20;

    private readonly double lowest;
    private readonly double highest;

    public ForestScale(ForestFigure figure)
    {
        var values = figure.Rows.Select(row => row.Interval).OfType<ForestInterval>()
            .SelectMany(interval => new[] { interval.Estimate, interval.Lower, interval.Upper })
            .OfType<ForestValue>().Select(value => value.Value).Where(value => value > 0).Append(1).ToList();
        // Beyond a thousandth and a thousand an interval says "unknown", and the rest would shrink to a dot.
        lowest = Math.Max(-3, Math.Floor(Math.Log10(values.Min())));
        highest = Math.Min(3, Math.Ceiling(Math.Log10(values.Max())));
        if (lowest == highest)
            (lowest, highest) = (lowest - 1, highest + 1);
        Ticks = [.. Enumerable.Range((int)lowest, (int)(highest - lowest) + 1).Select(power => Math.Pow(10, power))];
    }

    public ImmutableArray<double> Ticks { get; }

    public double Of(double value) => value <= 0 ? Margin : Margin + ((Width - (2 * Margin)) * Math.Clamp((Math.Log10(value) - lowest) / (highest - lowest), 0, 1));

    /// <summary>A limit's place, and whether it lies beyond the picture or is not estimable: then an arrow says so.</summary>
    public (double At, bool Beyond) Limit(ForestValue? limit, bool upper) => limit is null
        ? (upper ? Width - Margin : Margin, true)
        : (Of(limit.Value), limit.Value <= 0 || Math.Log10(limit.Value) < lowest || Math.Log10(limit.Value) > highest);
}
