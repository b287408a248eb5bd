using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Draws a forest plot as a table with a chart beside its rows: a line per interval, a mark per estimate, a dashed line at no difference.</summary>
internal static class ForestChart
{
    // The narrowest and widest ratio scale that is still readable; an interval that goes on ends at the edge.
    private const double SmallestRatio = 0.001;
    private const double LargestRatio = 1000;
    private const double Ticks = 6;

    public static RowChartFigure Of(ForestFigure figure)
    {
        ChartAxis axis = figure.Scale == ForestScale.Ratio ? RatioAxis(figure) : DifferenceAxis(figure);
        double none = figure.Scale == ForestScale.Ratio ? 1 : 0;
        ImmutableArray<ChartSeries>.Builder series = ImmutableArray.CreateBuilder<ChartSeries>();
        series.Add(new ChartSeries(none.ToString(CultureInfo.InvariantCulture), [new(none, 0), new(none, figure.Rows.Length)], SeriesLook.Reference, SeriesKind.Line));
        for (int row = 0; row < figure.Rows.Length; row++)
        {
            if (figure.Rows[row].Interval is { } interval)
            {
                double at = figure.Rows.Length - row - 0.5;
                string name = (row + 1).ToString(CultureInfo.InvariantCulture);
                series.Add(new ChartSeries(name, [Limit(interval.Lower, axis, at, axis.Minimum), Limit(interval.Upper, axis, at, axis.Maximum)], 0, SeriesKind.Line));
                series.Add(new ChartSeries(name, [new(interval.Estimate.Value, at, interval.Estimate.ResultId)], 0, SeriesKind.Markers));
            }
        }

        return new RowChartFigure(figure.Key, figure.Caption, figure.AlternativeText, figure.Columns, figure.Header,
            [.. figure.Rows.Select(row => row.Cells)], axis, series.ToImmutable());
    }

    /// <summary>The drawn end of an interval: the limit itself, or the edge where it lies outside or is not estimable.</summary>
    private static ChartPoint Limit(ForestValue? limit, ChartAxis axis, double at, double edge) =>
        limit is null || limit.Value < axis.Minimum || limit.Value > axis.Maximum ? new ChartPoint(edge, at) : new ChartPoint(limit.Value, at, limit.ResultId);

    /// <summary>Powers of ten around every limit and 1.</summary>
    private static ChartAxis RatioAxis(ForestFigure figure)
    {
        ImmutableArray<double> values = [.. Values(figure).Where(value => value > 0)];
        double smallest = Math.Max(SmallestRatio, values.DefaultIfEmpty(0.1).Min()), largest = Math.Min(LargestRatio, values.DefaultIfEmpty(10).Max());
        double low = Math.Min(0.1, PowerOfTen(Math.Floor(Math.Log10(smallest)))), high = Math.Max(10, PowerOfTen(Math.Ceiling(Math.Log10(largest))));
        return new ChartAxis(figure.AxisTitle, low, high, 10, "General") { Logarithmic = true };
    }

    /// <summary>Round numbers around every limit and 0.</summary>
    private static ChartAxis DifferenceAxis(ForestFigure figure)
    {
        ImmutableArray<double> values = [.. Values(figure), 0];
        double span = Math.Max(values.Max() - values.Min(), 1e-6), unit = Math.Pow(10, Math.Floor(Math.Log10(span / Ticks)));
        double step = (span / (Ticks * unit)) switch { <= 1 => unit, <= 2 => 2 * unit, <= 5 => 5 * unit, _ => 10 * unit };
        return new ChartAxis(figure.AxisTitle, Math.Floor(values.Min() / step) * step, Math.Ceiling(values.Max() / step) * step, step, "General");
    }

    private static IEnumerable<double> Values(ForestFigure figure) => figure.Rows.Where(row => row.Interval is not null)
        .SelectMany(row => new[] { row.Interval!.Lower?.Value, row.Interval.Estimate.Value, row.Interval.Upper?.Value }).OfType<double>();

    private static double PowerOfTen(double exponent) => Math.Round(Math.Pow(10, exponent), 6);
}
