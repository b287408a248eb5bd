using CsCheck;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class GrayTestTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Test_TiedData_AgreesWithCuminc(int rho, bool stratified)
    {
        var table = ReferenceTable.Tied;
        var sample = CompetingRisksSample.Create(
            table.Time, table.Whole("cause"), table.Whole("group"), stratified ? table.Whole("stratum") : []);
        for (var cause = 1; cause <= 2; cause++)
        {
            var test = GrayTest.Test(sample, cause, rho);
            test.Statistic.Value.ShouldBeClose(R[$"gray.tied.{rho}{(stratified ? ".stratified" : "")}"][cause - 1], 1e-10);
            test.DegreesOfFreedom.Value.ShouldBe(2);
        }
    }

    // Everyone leaves at time 0. Before it no cumulative incidence has grown, so both causes are compared as by the log-rank test:
    // cause 1 two of two v none of two, (2 − 1)² / (1/3) = 3; cause 2 none v one, (0 − 1/2)² / (1/4) = 1. R 4.2, cmprsk::cuminc, says the same.
    [Fact]
    public void Test_AllTimesZero_IsByHandOrNotEstimable()
    {
        var sample = CompetingRisksSample.Create([0, 0, 0, 0], [1, 1, 2, 0], [0, 0, 1, 1]);
        GrayTest.Test(sample, 1).Statistic.Value.ShouldBeClose(3, 1e-14);
        GrayTest.Test(sample, 2).Statistic.Value.ShouldBeClose(1, 1e-14);

        var everyone = GrayTest.Test(CompetingRisksSample.Create([0, 0, 0, 0], [1, 1, 1, 1], [0, 0, 1, 1]), 1);
        everyone.Statistic.Reason.ShouldBe("no event of the cause occurred while two groups were at risk");
        everyone.PValue.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Test_TwoGroups_AgreesWithCuminc()
    {
        var table = ReferenceTable.Tied;
        var group = table.Whole("group");
        int[] rows = [.. Enumerable.Range(0, group.Length).Where(row => group[row] < 2)];
        var (time, causes) = (table.Time, table.Whole("cause"));
        var sample = CompetingRisksSample.Create(
            [.. rows.Select(row => time[row])], [.. rows.Select(row => causes[row])], [.. rows.Select(row => group[row])]);
        GrayTest.Test(sample, 1).Statistic.Value.ShouldBeClose(R["gray.two.0"][0], 1e-10);
        GrayTest.Test(sample, 2).Statistic.Value.ShouldBeClose(R["gray.two.0"][1], 1e-10);
    }

    [Fact]
    public void Test_GroupsRenamed_GivesTheSameStatistic() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 2], Gen.Int[0, 2]).Array[20, 60].Sample(rows =>
        {
            var first = Statistic(rows, label => label);
            var second = Statistic(rows, label => 5 - label);
            second.IsEstimable.ShouldBe(first.IsEstimable);
            if (first.IsEstimable) second.Value.ShouldBeClose(first.Value, 1e-7, floor: 1e-3);
        });

    [Fact]
    public void Test_SamplesWithoutInformation_SayWhy()
    {
        GrayTest.Test(CompetingRisksSample.Create([], []), 1).PValue.Reason.ShouldBe("no subject has a time");
        GrayTest.Test(CompetingRisksSample.Create([1, 2], [1, 1]), 1).PValue.Reason.ShouldBe("there is only one group");
        GrayTest.Test(CompetingRisksSample.Create([1, 2], [1, 0], [0, 1]), 2).PValue.Reason
            .ShouldBe("there are no events of the cause");
        GrayTest.Test(CompetingRisksSample.Create([1, 2], [0, 1], [0, 1]), 1).PValue.IsEstimable.ShouldBeFalse();
    }

    private static Estimable<double> Statistic((int Day, int Cause, int Group)[] rows, Func<int, int> rename) =>
        GrayTest.Test(
            CompetingRisksSample.Create(
                [.. rows.Select(row => (double)row.Day)],
                [.. rows.Select(row => row.Cause)],
                [.. rows.Select(row => rename(row.Group))]),
            1).Statistic;
}
