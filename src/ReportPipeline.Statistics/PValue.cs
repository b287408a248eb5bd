using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics;

/// <summary>Keeps P values in (0, 1]: a P value is never 0 and never above 1.</summary>
internal static class PValue
{
    /// <summary>
    /// The P value from its logarithm. Below the range of a double (about 1e-308) the smallest positive double stands for
    /// it, because a P value of 0 would claim impossibility.
    /// </summary>
    public static double FromLog(double logP) => Math.Clamp(Math.Exp(logP), double.Epsilon, 1);

    /// <summary>The P value kept inside (0, 1] against rounding.</summary>
    public static double Of(double p) => Math.Clamp(p, double.Epsilon, 1);

    public static double OfChiSquared(double statistic, double degreesOfFreedom) =>
        FromLog(ChiSquaredDistribution.LogUpperTail(Math.Max(0, statistic), degreesOfFreedom));

    /// <summary>Two-sided.</summary>
    public static double OfNormal(double statistic) => Of(NormalDistribution.TwoSidedP(statistic));
}
