namespace ReportPipeline.Statistics;

/// <summary>Parts of a <see cref="TestResult"/> that a kind of test does not have.</summary>
internal static class NotApplicable
{
    public static Estimable<double> StatisticOfExactTableTest { get; } =
        Estimable<double>.Not("an exact test of a table has no statistic");

    public static Estimable<double> DegreesOfExactTest { get; } =
        Estimable<double>.Not("an exact test has no degrees of freedom");

    public static Estimable<double> DegreesOfNormal { get; } =
        Estimable<double>.Not("the normal distribution has no degrees of freedom");
}
