using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Ranks;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Rank tests with the method that the protocol chose.</summary>
internal static class RankTests
{
    public static TestResult RankSum(double[] first, double[] second, RankTestChoice choice) => RankSumTest.Test(first, second, choice switch
    {
        RankTestChoice.Exact => RankSumMethod.Exact,
        RankTestChoice.NormalWithCorrection => RankSumMethod.NormalWithCorrection,
        RankTestChoice.StudentT => RankSumMethod.StudentT,
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    }).Test;

    /// <summary>The signed-rank test has no t form; the exact one stands in for it.</summary>
    public static TestResult SignedRank(double[] differences, RankTestChoice choice) => SignedRankTest.Test(
        differences,
        ZeroDifferences.Drop,
        choice == RankTestChoice.NormalWithCorrection ? SignedRankMethod.NormalWithCorrection : SignedRankMethod.Exact).Test;
}
