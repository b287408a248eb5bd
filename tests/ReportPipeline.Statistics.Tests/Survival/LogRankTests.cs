using CsCheck;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class LogRankTests
{
    private static readonly (string Name, LogRankWeight Weight)[] Weights =
    [
        ("logrank", LogRankWeight.LogRank),
        ("fh10", LogRankWeight.FlemingHarrington(1, 0)),
        ("gehan", LogRankWeight.Gehan),
        ("taroneWare", LogRankWeight.TaroneWare),
        ("peto", LogRankWeight.PetoPeto),
        ("fh01", LogRankWeight.FlemingHarrington(0, 1)),
        ("fhHalfTwo", LogRankWeight.FlemingHarrington(0.5, 2)),
    ];

    // Two subjects, one per group, both with events on days 1 and 2. Day 1: one of two at risk, E = 1/2, V = 1/4; day 2: a
    // single subject, no variance. (1 − 1/2)² / (1/4) = 1.
    [Fact]
    public void Test_TwoSubjects_IsOne()
    {
        var result = LogRank.Test([1, 2], [true, true], [0, 1]);
        result.Test.Statistic.Value.ShouldBeClose(1, 1e-15);
        result.Groups.Select(group => group.Expected).ShouldBe([0.5, 1.5]);
    }

    // Everyone leaves at time 0, two events in one group of two: E = 2 · 2/4 = 1, V = 2 · 1/2 · 1/2 · (4 − 2)/(4 − 1) = 1/3,
    // (2 − 1)² / (1/3) = 3. When all have the event, nothing could have been otherwise: V = 0.
    [Fact]
    public void Test_AllTimesZero_IsThreeOrNotEstimable()
    {
        var result = LogRank.Test([0, 0, 0, 0], [true, true, false, false], [0, 0, 1, 1]);
        result.Groups.Select(group => group.Expected).ShouldBe([1, 1]);
        result.Test.Statistic.Value.ShouldBeClose(3, 1e-14);

        foreach (var (_, weight) in Weights)
        {
            var test = LogRank.Test([0, 0, 0, 0], [true, true, true, true], [0, 0, 1, 1], weight).Test;
            test.Statistic.Reason.ShouldBe("no event occurred while two groups were at risk");
            test.PValue.IsEstimable.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("gehan", "treated")]
    [InlineData("lung", "sex")]
    [InlineData("ovarian", "rx")]
    [InlineData("tied", "group")]
    [InlineData("tiedStratified", "group")]
    public void Test_EveryWeight_AgreesWithR(string name, string group)
    {
        foreach (var (key, weight) in Weights)
        {
            var test = LogRank.Test(Sample(name, group), weight).Test;
            var expected = R[$"lr.{name}.{key}"];
            test.Statistic.Value.ShouldBeClose(expected[0], 1e-10, $"{name} {key}");
            test.DegreesOfFreedom.Value.ShouldBe(expected[1]);
            test.PValue.Value.ShouldBeClose(expected[2], 1e-9, $"{name} {key} P");
        }
    }

    [Theory]
    [InlineData("gehan", "treated")]
    [InlineData("lung", "sex")]
    [InlineData("tied", "group")]
    [InlineData("tiedStratified", "group")]
    public void Test_Groups_HaveTheObservedAndExpectedOfSurvdiff(string name, string group)
    {
        var plain = LogRank.Test(Sample(name, group)).Groups;
        var weighted = LogRank.Test(Sample(name, group), LogRankWeight.FlemingHarrington(1, 0)).Groups;
        for (var i = 0; i < plain.Count; i++)
        {
            ((double)plain[i].Observed).ShouldBe(R[$"lr.{name}.logrank.observed"][i]);
            plain[i].Expected.ShouldBeClose(R[$"lr.{name}.logrank.expected"][i], 1e-10);
            weighted[i].WeightedObserved.ShouldBeClose(R[$"lr.{name}.fh10.observed"][i], 1e-10);
            weighted[i].WeightedExpected.ShouldBeClose(R[$"lr.{name}.fh10.expected"][i], 1e-10);
        }
    }

    [Fact]
    public void Test_PublishedData_GivesTheKnownAnswers()
    {
        LogRank.Test(Sample("gehan", "treated")).Test.Statistic.Value.ShouldBe(16.79294099, 5e-9);
        LogRank.Test(Sample("lung", "sex")).Test.Statistic.Value.ShouldBe(10.32674195, 5e-9);
        LogRank.Test(Sample("lung", "sex"), LogRankWeight.FlemingHarrington(1, 0))
            .Test.Statistic.Value.ShouldBe(12.71415140, 5e-9);
        LogRank.Test(Sample("lung", "sex"), LogRankWeight.PetoPeto).Test.Statistic.Value.ShouldBe(12.70784777, 5e-9);
        LogRank.Test(Sample("ovarian", "rx")).Test.Statistic.Value.ShouldBe(1.06273986, 5e-9);
    }

    [Fact]
    public void Test_SamplesWithoutInformation_SayWhy()
    {
        Reason([], [], []).ShouldBe("no subject has a time");
        Reason([double.NaN], [true], [0]).ShouldBe("no subject has a time");
        Reason([1, 2], [true, true], [3, 3]).ShouldBe("there is only one group");
        Reason([1, 2], [false, false], [0, 1]).ShouldBe("there are no events");
        Reason([0, 0, 0], [true, true, true], [0, 1, 1]).ShouldBe("no event occurred while two groups were at risk");
        Reason([1, 2, 3], [false, false, true], [0, 0, 1]).ShouldBe("no event occurred while two groups were at risk");
    }

    [Fact]
    public void Test_GroupCensoredBeforeTheFirstEvent_CostsNoDegreeOfFreedom()
    {
        var withIdleGroup = LogRank.Test([1, 2, 3, 4, 5], [false, true, true, true, true], [9, 0, 1, 1, 0]);
        var without = LogRank.Test([2, 3, 4, 5], [true, true, true, true], [0, 1, 1, 0]);
        withIdleGroup.Test.ShouldBe(without.Test);
    }

    [Fact]
    public void Test_RowsInAnyOrderAndGroupsRenamed_GiveTheSameStatistic() =>
        Gen.Select(Gen.Int[1, 12], Gen.Bool, Gen.Int[0, 2]).Array[6, 60].Select(Gen.Int[1, 1000]).Sample((rows, seed) =>
        {
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            var first = Statistic(rows, label => label);
            var second = Statistic(shuffled, label => 40 - (7 * label));
            second.IsEstimable.ShouldBe(first.IsEstimable);
            if (first.IsEstimable) second.Value.ShouldBeClose(first.Value, 1e-9, floor: 1e-3);
        });

    private static Estimable<double> Statistic((int Day, bool Event, int Group)[] rows, Func<int, int> rename) =>
        LogRank.Test(
            [.. rows.Select(row => (double)row.Day)],
            [.. rows.Select(row => row.Event)],
            [.. rows.Select(row => rename(row.Group))]).Test.Statistic;

    private static string? Reason(double[] times, bool[] events, int[] groups) =>
        LogRank.Test(times, events, groups).Test.PValue.Reason;

    private static SurvivalSample Sample(string name, string group)
    {
        var table = name switch
        {
            "gehan" => ReferenceTable.Gehan,
            "lung" => ReferenceTable.Lung,
            "ovarian" => ReferenceTable.Ovarian,
            _ => ReferenceTable.Tied,
        };
        return SurvivalSample.Create(
            table.Time, table.Events, table.Whole(group), name == "tiedStratified" ? table.Whole("stratum") : []);
    }
}
