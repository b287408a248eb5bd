using ReportPipeline.Statistics.Ranks;

namespace ReportPipeline.Statistics.Tests.Ranks;

public sealed class StratifiedRankSumTestTests
{
    // Stratum 1: {1, 4} v {2, 3}: W − E = 2 − 2 = 0, variance 4·5/12 = 5/3, weight 1/5.
    // Stratum 2: {5} v {1, 2}: W − E = 2 − 1 = 1, variance 2·4/12 = 2/3, weight 1/4.
    // z = (1/4) / √(5/3/25 + 2/3/16) = 0.25 / √(13/120).
    [Fact]
    public void Test_TwoSmallStrata_IsTheWeightedSumWorkedByHand()
    {
        var test = StratifiedRankSumTest.Test([([1, 4], [2, 3]), ([5], [1, 2])]);

        test.Statistic.Value.ShouldBe(0.25 / Math.Sqrt(13.0 / 120), 1e-14);
        // R: 2 * pnorm(-0.25 / sqrt(13 / 120))
        test.PValue.Value.ShouldBe(0.44752091013047, 1e-13);
    }

    [Fact]
    public void Test_OneStratum_IsTheUnstratifiedTest()
    {
        double[] first = [1, 2, 2, 3, 4, 4, 5, 7], second = [3, 4, 5, 5, 6, 7, 7, 8, 9];

        StratifiedRankSumTest.Test([(first, second)]).PValue.Value
            .ShouldBe(RankSumTest.Test(first, second, RankSumMethod.Normal).Test.PValue.Value, 1e-14);
    }

    [Fact]
    public void Test_StratumOfOneSampleOrOneValue_ChangesNothing()
    {
        var without = StratifiedRankSumTest.Test([([1, 4], [2, 3]), ([5], [1, 2])]);

        StratifiedRankSumTest.Test([([1, 4], [2, 3]), ([9], []), ([5], [1, 2]), ([3, 3], [3])]).ShouldBe(without);
    }

    [Fact]
    public void Test_NoInformativeStratum_SaysWhy() =>
        StratifiedRankSumTest.Test([([1], []), ([2, 2], [2])]).PValue.Reason!.ShouldContain("no stratum");
}
