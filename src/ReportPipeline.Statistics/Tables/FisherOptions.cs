namespace ReportPipeline.Statistics.Tables;

/// <summary>Which confidence interval of the conditional odds ratio accompanies Fisher's exact test.</summary>
public enum OddsRatioInterval
{
    /// <summary>
    /// Each bound inverts a one-sided test at half the error (Clopper–Pearson-like, as R's <c>fisher.test</c> and SAS).
    /// It can contain 1 although the two-sided P value is below the error rate.
    /// </summary>
    Central,

    /// <summary>
    /// Inverts the two-sided test that the P value comes from: tables no more probable than the observed one
    /// (Fay 2010, "minlike"). It agrees with the P value about 1.
    /// </summary>
    MinimumLikelihood,
}

/// <summary>The conventions of Fisher's exact test of a 2×2 table.</summary>
public sealed record FisherOptions
{
    public OddsRatioInterval Interval { get; init; } = OddsRatioInterval.Central;

    /// <summary>Coverage of the interval, strictly between 0 and 1.</summary>
    public double Level { get; init; } = 0.95;
}

/// <summary>What Fisher's exact test of a 2×2 table returns.</summary>
/// <param name="Test">The two-sided test: the sum over all tables no more probable than the observed one.</param>
/// <param name="LessPValue">P(count of the first cell ≤ observed): the alternative of an odds ratio below 1.</param>
/// <param name="GreaterPValue">P(count of the first cell ≥ observed): the alternative of an odds ratio above 1.</param>
/// <param name="MidPValue">The two-sided P value less half the probability of the observed table (as SAS).</param>
/// <param name="SampleOddsRatio">a·d / (b·c).</param>
/// <param name="ConditionalOddsRatio">The conditional maximum-likelihood odds ratio, given both margins.</param>
/// <param name="Interval">The interval of the conditional odds ratio, as asked for.</param>
public sealed record FisherResult(
    TestResult Test,
    Estimable<double> LessPValue,
    Estimable<double> GreaterPValue,
    Estimable<double> MidPValue,
    Estimable<double> SampleOddsRatio,
    Estimable<double> ConditionalOddsRatio,
    ConfidenceInterval Interval);
