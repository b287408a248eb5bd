using System.Collections.Immutable;

namespace ReportPipeline.Trial.Content;

/// <summary>A captioned native drawing. Its alternative text says what it shows, in numbers that lead back to results.</summary>
public abstract record Figure(string Key, ImmutableArray<Inline> Caption, ImmutableArray<Inline> AlternativeText) : Block
{
    public ImmutableArray<ImmutableArray<Inline>> Notes { get; init; } = [];
}

/// <summary>A line or step chart over two numeric axes.</summary>
public sealed record ChartFigure(
    string Key,
    ImmutableArray<Inline> Caption,
    ImmutableArray<Inline> AlternativeText,
    ChartAxes Axes,
    ImmutableArray<ChartSeries> Series) : Figure(Key, Caption, AlternativeText)
{
    /// <summary>Numbers at risk set under the time axis; null when the chart has none.</summary>
    public NumbersAtRisk? AtRisk { get; init; }

    public bool ShowLegend { get; init; } = true;
}

public sealed record ChartAxes(ChartAxis Horizontal, ChartAxis Vertical);

/// <param name="NumberFormat">A spreadsheet number format, for example <c>0</c> or <c>0%</c>.</param>
public sealed record ChartAxis(string Title, double Minimum, double Maximum, double Step, string NumberFormat)
{
    /// <summary>Logarithmic to base 10; the bounds are then powers of ten.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Keeps the scale but draws neither line nor labels.</summary>
    public bool Hidden { get; init; }
}

/// <param name="Look">Index of the line pattern, marker and colour; the same index always looks the same.</param>
public sealed record ChartSeries(string Name, ImmutableArray<ChartPoint> Points, int Look, SeriesKind Kind);

public enum SeriesKind
{
    /// <summary>A line through the points, without markers.</summary>
    Line,

    /// <summary>Upright ticks at the points, without a line: censored observations.</summary>
    CensoringMarks,

    /// <summary>A line with a marker at every point.</summary>
    MarkedLine,

    /// <summary>Markers without a line.</summary>
    Markers,

    /// <summary>Smaller markers without a line, where many stand close together.</summary>
    SmallMarkers,

    /// <summary>A broad, pale line: a stretch of time behind what happened in it.</summary>
    Band,
}

/// <summary>A plotted point and the rows its coordinates were taken from (null for a coordinate that is drawn, such as the corner of a step).</summary>
public sealed record ChartPoint(double X, double Y, string? XResultId = null, string? YResultId = null)
{
    /// <summary>Not drawn: the line ends at the point before it and begins again at the one after.</summary>
    public static ChartPoint Gap { get; } = new(double.NaN, double.NaN);

    public bool IsGap => double.IsNaN(X);
}

/// <param name="Times">Equally spaced from the axis minimum to its maximum, so that each column stands under its tick.</param>
public sealed record NumbersAtRisk(string Title, ImmutableArray<double> Times, ImmutableArray<RiskRow> Rows);

/// <param name="Counts">One line per time; empty where no row exists.</param>
public sealed record RiskRow(string Label, int Look, ImmutableArray<ImmutableArray<Inline>> Counts);

/// <summary>A forest plot: a table whose last column is a chart with one interval per row, at the height of its row.</summary>
/// <param name="Columns">Relative widths of the table's columns and, last, of the chart.</param>
/// <param name="Header">One cell per column before the chart.</param>
public sealed record ForestFigure(
    string Key,
    ImmutableArray<Inline> Caption,
    ImmutableArray<Inline> AlternativeText,
    ImmutableArray<double> Columns,
    ImmutableArray<Cell> Header,
    ImmutableArray<ForestRow> Rows) : Figure(Key, Caption, AlternativeText)
{
    public required string AxisTitle { get; init; }

    public ForestScale Scale { get; init; }
}

public enum ForestScale
{
    /// <summary>Logarithmic, with no difference at 1.</summary>
    Ratio,

    /// <summary>Linear, with no difference at 0.</summary>
    Difference,
}

/// <summary>A table whose last column is one chart over all rows; the vertical value of the chart counts rows from below, each 1 high.</summary>
/// <param name="Columns">Relative widths of the table's columns and, last, of the chart.</param>
/// <param name="Header">One cell per column before the chart.</param>
/// <param name="Rows">One line of cells per row, without the chart.</param>
/// <param name="Horizontal">The chart's axis, under the last row.</param>
/// <param name="Series">Points of the first row stand at <c>Rows.Length − 0.5</c>, of the last at 0.5.</param>
public sealed record RowChartFigure(
    string Key,
    ImmutableArray<Inline> Caption,
    ImmutableArray<Inline> AlternativeText,
    ImmutableArray<double> Columns,
    ImmutableArray<Cell> Header,
    ImmutableArray<ImmutableArray<Cell>> Rows,
    ChartAxis Horizontal,
    ImmutableArray<ChartSeries> Series) : Figure(Key, Caption, AlternativeText)
{
    /// <summary>Explains the series under the axis.</summary>
    public bool ShowLegend { get; init; }

    /// <summary>Rows of small print, for many subjects on a page.</summary>
    public bool Dense { get; init; }
}

/// <param name="Cells">One per column before the chart.</param>
/// <param name="Interval">Null for a row that only names the rows below it.</param>
public sealed record ForestRow(ImmutableArray<Cell> Cells, ForestInterval? Interval);

/// <summary>Estimate and limits; a limit that is not estimable is null and drawn to the edge.</summary>
public sealed record ForestInterval(ForestValue Estimate, ForestValue? Lower, ForestValue? Upper);

/// <param name="Value">Above 0 on a ratio scale.</param>
public sealed record ForestValue(double Value, string ResultId);

/// <summary>A flow diagram of boxes and arrows.</summary>
public sealed record FlowFigure(
    string Key,
    ImmutableArray<Inline> Caption,
    ImmutableArray<Inline> AlternativeText,
    ImmutableArray<FlowBox> Boxes,
    ImmutableArray<FlowArrow> Arrows) : Figure(Key, Caption, AlternativeText);

/// <param name="Row">Counted from the top, from 0; boxes of a row share its height.</param>
/// <param name="Left">Left edge as a fraction of the text width, 0 to 1.</param>
/// <param name="Width">Width as a fraction of the text width.</param>
/// <param name="Lines">The first line is set bold.</param>
public sealed record FlowBox(string Id, int Row, double Left, double Width, ImmutableArray<ImmutableArray<Inline>> Lines);

/// <param name="From">Id of the box the arrow leaves: at its foot, or at its side when <paramref name="Sideways"/>.</param>
public sealed record FlowArrow(string From, string To, bool Sideways = false);
