namespace ReportPipeline.Statistics;

/// <summary>What a hypothesis test returns.</summary>
/// <param name="Method">The test with its conventions by name, as a report prints it.</param>
/// <param name="Statistic">The test statistic, or why there is none (exact tests of tables have none).</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the reference distribution; not estimable for exact tests.</param>
/// <param name="PValue">Two-sided P value in (0, 1] in full precision, or why there is none.</param>
public sealed record TestResult(
    string Method,
    Estimable<double> Statistic,
    Estimable<double> DegreesOfFreedom,
    Estimable<double> PValue);
