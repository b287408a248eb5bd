namespace ReportPipeline.Statistics.Survival;

/// <summary>The scale on which a confidence interval for a survival probability is symmetric.</summary>
public enum ConfidenceTransform
{
    /// <summary>log(−log S): SAS's default and this project's.</summary>
    LogLog,

    /// <summary>log S: R's default.</summary>
    Log,

    /// <summary>S itself, cut at 0 and 1.</summary>
    Plain,

    /// <summary>arcsin √S.</summary>
    ArcsineSquareRoot,
}

/// <summary>What a quantile is when the curve is flat at exactly that probability.</summary>
public enum PlateauRule
{
    /// <summary>The middle of the flat stretch, as in R; its start when the curve never falls again.</summary>
    Midpoint,

    /// <summary>The start of the flat stretch: the first time at which the curve is at or below the probability.</summary>
    FirstTime,
}

/// <summary>The conventions of a Kaplan–Meier estimate; a report prints them.</summary>
public sealed record KaplanMeierOptions
{
    public static KaplanMeierOptions Default { get; } = new();

    /// <summary>Coverage of every interval, strictly between 0 and 1.</summary>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 0.95;

    public ConfidenceTransform Transform { get; init; } = ConfidenceTransform.LogLog;

    public PlateauRule Plateau { get; init; } = PlateauRule.Midpoint;

    internal string IntervalName => Transform switch
    {
        ConfidenceTransform.LogLog => "Greenwood, log-log",
        ConfidenceTransform.Log => "Greenwood, log",
        ConfidenceTransform.Plain => "Greenwood, plain",
        _ => "Greenwood, arcsine square root",
    };
}
