using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Statistics.Tests.Tables;

public class ChiSquaredTestTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Tables", "chiSquared");

    private static ContingencyTable[] Tables(string key) =>
        [.. Reference.Rows3(key).Select(rows => ContingencyTable.Of(Counts(rows)))];

    [Fact]
    public void Test_TenOutOfTwenty_GivesTheHandWorkedStatistic()
    {
        // 10, 10 / 5, 15: expected 7.5, 12.5; χ² = 2·2.5²/7.5 + 2·2.5²/12.5 = 8/3; with Yates 2·2²/7.5 + 2·2²/12.5 = 128/75.
        var table = ContingencyTable.TwoByTwo(10, 10, 5, 15);

        ChiSquaredTest.Test(table, ContinuityCorrection.None).Statistic.ShouldAgree(8.0 / 3, 1e-15);
        ChiSquaredTest.Test(table, ContinuityCorrection.Yates).Statistic.ShouldAgree(128.0 / 75, 1e-15);
    }

    [Theory]
    [InlineData(17, 13, 0.632101)] // male
    [InlineData(16, 10, 0.691470)] // severe
    public void Test_TrialCounts_MeetsThePublishedFigure(long experimental, long control, double p)
    {
        var table = ContingencyTable.FromEvents(experimental, 26, control, 18);

        ChiSquaredTest.Test(table, ContinuityCorrection.None).PValue.Value.ShouldBe(p, 5e-7);
    }

    [Fact]
    public void Test_AgainstR_Agrees()
    {
        var small = Tables("two_by_two");
        small.Select(table => ChiSquaredTest.Test(table, ContinuityCorrection.Yates).PValue.Value).ToArray()
            .ShouldAgree(Reference.Vector("yates"), 1e-10);
        small.Select(table => ChiSquaredTest.Test(table, ContinuityCorrection.None).PValue.Value).ToArray()
            .ShouldAgree(Reference.Vector("uncorrected"), 1e-10);
        var larger = Tables("larger").Select(table => ChiSquaredTest.Test(table, ContinuityCorrection.None)).ToArray();
        larger.Select(test => test.Statistic.Value).ToArray().ShouldAgree(Reference.Vector("larger_statistic"), 1e-12);
        larger.Select(test => test.PValue.Value).ToArray().ShouldAgree(Reference.Vector("larger_p"), 1e-10);
    }

    [Fact]
    public void Test_EmptyColumn_IsLeftOutAndSaid()
    {
        var test = ChiSquaredTest.Test(ContingencyTable.Of(new long[,] { { 10, 0, 10 }, { 5, 0, 15 } }), ContinuityCorrection.None);

        test.Statistic.ShouldAgree(8.0 / 3, 1e-15);
        test.DegreesOfFreedom.Value.ShouldBe(1);
        test.Method.ShouldContain("empty rows and columns left out");
    }

    [Fact]
    public void Test_OneColumnFilled_IsNotEstimable() =>
        ChiSquaredTest.Test(ContingencyTable.TwoByTwo(3, 0, 4, 0), ContinuityCorrection.Yates).PValue.Reason.ShouldNotBeNull();

    [Fact]
    public void Test_YatesOfALargerTable_Throws() => Should.Throw<ArgumentException>(() =>
        ChiSquaredTest.Test(ContingencyTable.Of(new long[,] { { 1, 2, 3 }, { 4, 5, 6 } }), ContinuityCorrection.Yates));

    [SkippableFact]
    public void Reference_RecomputedByR_IsUnchanged() => Reference.RecomputeShouldMatch(1e-12);

    private static long[,] Counts(double[][] rows)
    {
        var counts = new long[rows.Length, rows[0].Length];
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < rows[row].Length; column++)
                counts[row, column] = (long)rows[row][column];
        return counts;
    }
}
