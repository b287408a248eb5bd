namespace ReportPipeline.Statistics.Survival;

/// <summary>S at a time, with its interval.</summary>
/// <param name="Survival">S(t), in [0, 1].</param>
/// <param name="StandardError">Greenwood's standard error.</param>
/// <param name="Interval">Pointwise confidence interval.</param>
/// <param name="AtRisk">Subjects at risk just before t.</param>
public sealed record SurvivalEstimate(
    double Survival, Estimable<double> StandardError, ConfidenceInterval Interval, int AtRisk);

/// <summary>A quantile of the time to event, with its interval.</summary>
/// <param name="Time">The time, or "not reached".</param>
/// <param name="Interval">Brookmeyer–Crowley interval on the curve's scale; each bound may not be reached.</param>
public sealed record SurvivalQuantile(Estimable<double> Time, ConfidenceInterval Interval);

/// <summary>A Kaplan–Meier curve.</summary>
public sealed class KaplanMeierCurve
{
    // S = 1/2 reached by products of fractions misses it by round-off; R's survfit uses the same tolerance.
    private static readonly double PlateauTolerance = Math.Sqrt(double.BitIncrement(1) - 1);

    private readonly KaplanMeierColumns columns;

    internal KaplanMeierCurve(KaplanMeierColumns columns, KaplanMeierOptions options)
    {
        this.columns = columns;
        Options = options;
        foreach (var events in columns.Events) Events += events;
    }

    public KaplanMeierOptions Options { get; }

    public int Subjects => columns.AtRisk[0];

    public int Events { get; }

    /// <summary>The life table: every distinct time of event or censoring, ascending.</summary>
    public IReadOnlyList<KaplanMeierStep> Steps => columns;

    /// <summary>The last time of event or censoring.</summary>
    public double LastTime => columns.Time[^1];

    public SurvivalQuantile Median => Quantile(0.5);

    /// <summary>S(t) with its interval.</summary>
    /// <param name="time">Any time; before the first step S is 1.</param>
    /// <returns>Not estimable past the last time when that is a censoring, because the curve is unknown from there.</returns>
    public Estimable<SurvivalEstimate> At(double time)
    {
        if (time > LastTime && columns.Survival[^1] > 0)
            return Estimable<SurvivalEstimate>.Not("the time lies past the last censoring");
        var step = StepAt(time);
        var survival = step < 0 ? 1 : columns.Survival[step];
        var (lower, upper) = step < 0
            ? SurvivalBand.Limits(1, 0, 0, Options.Transform)
            : (columns.Lower[step], columns.Upper[step]);
        return new SurvivalEstimate(
            survival,
            step < 0 ? 0 : columns[step].StandardError,
            new ConfidenceInterval(
                Options.Level,
                KaplanMeierColumns.Limit(lower, survival),
                KaplanMeierColumns.Limit(upper, survival),
                Options.IntervalName),
            AtRisk(time));
    }

    /// <summary>Subjects at risk just before a time: those with a time of their own at or after it.</summary>
    public int AtRisk(double time)
    {
        var index = Array.BinarySearch(columns.Time, time);
        if (index < 0) index = ~index;
        return index < columns.Count ? columns.AtRisk[index] : 0;
    }

    /// <summary>The time by which a proportion of subjects has had the event.</summary>
    /// <param name="probability">The proportion, strictly between 0 and 1; 0.5 for the median.</param>
    /// <returns>
    /// The first time with S(t) ≤ 1 − probability (on a plateau by <see cref="KaplanMeierOptions.Plateau"/>) with the
    /// interval of Brookmeyer &amp; Crowley (1982): the times at which the confidence band crosses the same height.
    /// </returns>
    public SurvivalQuantile Quantile(double probability)
    {
        var height = 1 - probability;
        var name = $"Brookmeyer–Crowley ({Options.IntervalName})";
        return new SurvivalQuantile(
            Crossing(columns.Survival, height),
            new ConfidenceInterval(
                Options.Level, Crossing(columns.Lower, height), Crossing(columns.Upper, height), name));
    }

    private Estimable<double> Crossing(double[] curve, double height)
    {
        var reached = Array.FindIndex(curve, value => value < height + PlateauTolerance);
        if (reached < 0) return Estimable<double>.Not("not reached");
        if (Options.Plateau == PlateauRule.FirstTime || Math.Abs(curve[reached] - height) >= PlateauTolerance)
            return columns.Time[reached];
        var left = Array.FindIndex(curve, reached, value => value < curve[reached]);
        return left < 0 ? columns.Time[reached] : (columns.Time[reached] + columns.Time[left]) / 2;
    }

    private int StepAt(double time)
    {
        var index = Array.BinarySearch(columns.Time, time);
        return index >= 0 ? index : ~index - 1;
    }
}
