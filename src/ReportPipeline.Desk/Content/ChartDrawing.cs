using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Content;

/// <summary>
/// Geometry of a chart in the units of its picture: an upright plot with its axes and, under the time axis, the numbers at risk
/// each below its tick.
/// </summary>
internal sealed class ChartDrawing
{
    public const double Width = 760;
    private const double Top = 14;
    private const double PlotHeight = 300;
    private const double Right = 24;
    private const double LetterWidth = 7.6;
    private const double RiskLine = 20;

    public ChartDrawing(ChartFigure chart)
    {
        Chart = chart;
        var labels = chart.AtRisk?.Rows.Select(row => row.Label) ?? [];
        Left = Math.Clamp(labels.Select(WidthOf).DefaultIfEmpty(0).Max() + 34, 78, 220);
        Horizontal = new Scale(chart.Axes.Horizontal, Left, Width - Right);
        Vertical = new Scale(chart.Axes.Vertical, Top + PlotHeight, Top);
    }

    public ChartFigure Chart { get; }

    public Scale Horizontal { get; }

    public Scale Vertical { get; }

    public double Left { get; }

    public double Bottom => Top + PlotHeight;

    public double RiskTop => Bottom + 74;

    public double Height => Chart.AtRisk is { } risk ? RiskTop + (RiskLine * risk.Rows.Length) + 6 : Bottom + 52;

    public double RiskRowAt(int index) => RiskTop + (RiskLine * (index + 1)) - 6;

    /// <summary>The line through the points, as a path.</summary>
    public string Path(ChartSeries series) => string.Join(' ', series.Points.Select((point, index) =>
        $"{(index == 0 ? 'M' : 'L')}{At(Horizontal.Of(point.X))} {At(Vertical.Of(point.Y))}"));

    public IEnumerable<string> Marks(ChartSeries series) => series.Points.Select(point => Mark(series, Horizontal.Of(point.X), Vertical.Of(point.Y)));

    /// <summary>A coordinate, to a tenth of a unit, in any culture.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Width on the wide side: a Latin letter takes about half an em, an East Asian one a whole em.</summary>
    public static double WidthOf(string text) => text.Sum(letter => letter >= '\u2E80' ? LetterWidth * 1.8 : LetterWidth);

    // Marks differ by shape, so that nobody has to tell colours apart.
    private static string Mark(ChartSeries series, double x, double y) => series.Kind == SeriesKind.CensoringMarks
        ? $"M{At(x)} {At(y - 6)}V{At(y + 6)}"
        : (series.Look % 5) switch
        {
            0 => $"M{At(x - 4)} {At(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
            1 => $"M{At(x)} {At(y - 5)}L{At(x + 5)} {At(y + 4)}H{At(x - 5)}Z",
            2 => $"M{At(x - 4)} {At(y - 4)}h8v8h-8Z",
            3 => $"M{At(x)} {At(y - 5.5)}L{At(x + 5.5)} {At(y)}L{At(x)} {At(y + 5.5)}L{At(x - 5.5)} {At(y)}Z",
            _ => $"M{At(x - 4)} {At(y - 4)}l8 8m0 -8l-8 8",
        };

    /// <summary>From values of an axis to units of the picture.</summary>
    internal sealed class Scale(ChartAxis axis, double from, double to)
    {
        public ImmutableArray<double> Ticks { get; } = axis.Logarithmic ? Powers(axis) : Steps(axis);

        public double Of(double value) => from + ((to - from) * Share(value));

        public string Label(double value)
        {
            var percent = axis.NumberFormat.EndsWith('%');
            var digits = axis.NumberFormat.TrimEnd('%');
            var decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            return axis.NumberFormat == "General" || axis.Logarithmic
                ? value.ToString("0.####", CultureInfo.InvariantCulture)
                : percent ? Numbers.Fixed(value * 100, decimals) + "%" : Numbers.Fixed(value, decimals);
        }

        /// <summary>A plotted value as the list of numbers prints it: finer than a tick.</summary>
        public string Exact(double value) =>
            axis.NumberFormat.EndsWith('%') ? Numbers.Fixed(value * 100, 1) + "%" : Math.Floor(value) == value ? Label(value) : Numbers.Estimate(value);

        private double Share(double value) => axis.Logarithmic
            ? (Math.Log10(value) - Math.Log10(axis.Minimum)) / (Math.Log10(axis.Maximum) - Math.Log10(axis.Minimum))
            : (value - axis.Minimum) / (axis.Maximum - axis.Minimum);

        private static ImmutableArray<double> Steps(ChartAxis axis)
        {
            var count = axis.Step > 0 ? (int)Math.Round((axis.Maximum - axis.Minimum) / axis.Step) : 1;
            // More ticks than a picture can hold would run into each other.
            var every = Math.Max(1, (int)Math.Ceiling(count / 14.0));
            return [.. Enumerable.Range(0, count + 1).Where(index => index % every == 0).Select(index => axis.Minimum + (index * axis.Step))];
        }

        private static ImmutableArray<double> Powers(ChartAxis axis)
        {
            var (first, last) = ((int)Math.Round(Math.Log10(axis.Minimum)), (int)Math.Round(Math.Log10(axis.Maximum)));
            return [.. Enumerable.Range(first, Math.Max(1, last - first + 1)).Select(power => Math.Pow(10, power))];
        }
    }
}
