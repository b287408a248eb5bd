using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Numerics;

/// <summary>P values in (0, 1]: one that underflows is the smallest positive number, never 0.</summary>
internal static class PValue
{
    public static double OfChiSquared(double statistic, double degreesOfFreedom) =>
        NeverZero(ChiSquaredDistribution.UpperTail(Math.Max(0, statistic), degreesOfFreedom));

    public static double OfNormal(double statistic) => NeverZero(NormalDistribution.TwoSidedP(statistic));

    private static double NeverZero(double probability) => Math.Max(probability, double.Epsilon);
}
