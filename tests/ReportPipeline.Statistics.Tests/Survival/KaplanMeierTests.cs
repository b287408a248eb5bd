using CsCheck;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class KaplanMeierTests
{
    public static TheoryData<string, string, ConfidenceTransform, string> Curves()
    {
        var data = new TheoryData<string, string, ConfidenceTransform, string>();
        foreach (var (name, group) in new[] { ("gehan", "treated"), ("lung", "sex"), ("tied", "group") })
        {
            data.Add(name, group, ConfidenceTransform.LogLog, "log-log");
            data.Add(name, group, ConfidenceTransform.Log, "log");
            data.Add(name, group, ConfidenceTransform.Plain, "plain");
            data.Add(name, group, ConfidenceTransform.ArcsineSquareRoot, "arcsin");
        }

        return data;
    }

    // t 1,1,6,6,8,9 with events 1,0,1,1,0,1: S(1) = 5/6, S(6) = 5/6 · 2/4, S(9) = 0.
    [Fact]
    public void Estimate_SixSubjects_IsTheProductOfFractions()
    {
        var curve = KaplanMeier.Estimate([1, 1, 6, 6, 8, 9], [true, false, true, true, false, true]).Value;

        curve.Steps.Select(step => (step.Time, step.AtRisk, step.Events, step.Censored))
            .ShouldBe([(1, 6, 1, 1), (6, 4, 2, 0), (8, 2, 0, 1), (9, 1, 1, 0)]);
        curve.At(0.5).Value.Survival.ShouldBe(1);
        curve.At(1).Value.Survival.ShouldBeClose(5d / 6, 1e-15);
        curve.At(7).Value.Survival.ShouldBeClose(5d / 12, 1e-15);
        curve.At(9).Value.Survival.ShouldBe(0);
        curve.At(100).Value.Survival.ShouldBe(0);

        // Greenwood: S² (1/(6·5) + 2/(4·2)).
        curve.At(6).Value.StandardError.Value.ShouldBeClose(5d / 12 * Math.Sqrt((1d / 30) + (2d / 8)), 1e-15);
        curve.At(9).Value.StandardError.IsEstimable.ShouldBeFalse();
        curve.Median.Time.Value.ShouldBe(6);
    }

    // Two of four have the event at time 0, two are censored there: S(0) = 1/2, Greenwood 1/2 · √(2/(4 · 2)) = 1/4. When all have it, S(0) = 0,
    // the median is 0, and its standard error is not estimable.
    [Fact]
    public void Estimate_AllTimesZero_IsByHand()
    {
        var half = KaplanMeier.Estimate([0, 0, 0, 0], [true, true, false, false]).Value;
        half.Steps.Select(step => (step.Time, step.AtRisk, step.Events, step.Censored)).ShouldBe([(0, 4, 2, 2)]);
        half.At(0).Value.Survival.ShouldBeClose(0.5, 1e-15);
        half.At(0).Value.StandardError.Value.ShouldBeClose(0.25, 1e-15);

        var all = KaplanMeier.Estimate([0, 0, 0], [true, true, true]).Value;
        all.At(0).Value.Survival.ShouldBe(0);
        all.At(0).Value.StandardError.IsEstimable.ShouldBeFalse();
        all.Median.Time.Value.ShouldBe(0);

        var none = KaplanMeier.Estimate([0, 0, 0], [false, false, false]).Value;
        none.Median.Time.IsEstimable.ShouldBeFalse();
        none.Steps.ShouldAllBe(step => step.Survival == 1);
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void EstimateByGroup_PublishedData_AgreesWithSurvfit(
        string name, string group, ConfidenceTransform transform, string type)
    {
        var table = Table(name);
        var sample = SurvivalSample.Create(table.Time, table.Events, table.Whole(group));
        foreach (var estimate in KaplanMeier.EstimateByGroup(sample, new KaplanMeierOptions { Transform = transform }))
        {
            var key = $"km.{name}.{estimate.Group}";
            var curve = estimate.Curve.Value;
            curve.Steps.Select(step => step.Time).ShouldBe(R[key + ".time"]);
            curve.Steps.Select(step => (double)step.AtRisk).ShouldBe(R[key + ".atRisk"]);
            curve.Steps.Select(step => (double)step.Events).ShouldBe(R[key + ".events"]);
            curve.Steps.Select(step => (double)step.Censored).ShouldBe(R[key + ".censored"]);
            for (var i = 0; i < curve.Steps.Count; i++)
            {
                var step = curve.Steps[i];
                step.Survival.ShouldBeClose(R[key + ".survival"][i], 1e-12);
                Agree(step.StandardError, R[key + ".error"][i], "standard error");
                Agree(step.Lower, R[$"{key}.{type}.lower"][i], $"{key} lower {step.Time}");
                Agree(step.Upper, R[$"{key}.{type}.upper"][i], $"{key} upper {step.Time}");
            }

            Agree(curve.Median.Time, R[$"{key}.{type}.median"][0], "median");
            Agree(curve.Median.Interval.Lower, R[$"{key}.{type}.median"][1], "median lower");
            Agree(curve.Median.Interval.Upper, R[$"{key}.{type}.median"][2], "median upper");
        }
    }

    [Theory]
    [InlineData("gehan", "treated")]
    [InlineData("lung", "sex")]
    [InlineData("tied", "group")]
    public void FollowUpByGroup_PublishedData_AgreesWithReversedSurvfit(string name, string group)
    {
        var table = Table(name);
        var sample = SurvivalSample.Create(table.Time, table.Events, table.Whole(group));
        foreach (var estimate in KaplanMeier.FollowUpByGroup(sample))
        {
            var expected = R[$"km.{name}.{estimate.Group}.followUp"];
            var median = estimate.Curve.Value.Median;
            Agree(median.Time, expected[0], "median follow-up");
            Agree(median.Interval.Lower, expected[1], "lower");
            Agree(median.Interval.Upper, expected[2], "upper");
        }
    }

    // The values of statistics textbooks for 6-mercaptopurine (Kalbfleisch & Prentice, table 1.1).
    [Fact]
    public void EstimateByGroup_Gehan_GivesThePublishedCurve()
    {
        var table = ReferenceTable.Gehan;
        var curves = KaplanMeier.EstimateByGroup(SurvivalSample.Create(table.Time, table.Events, table.Whole("treated")));
        var treated = curves[1].Curve.Value;

        Math.Round(treated.At(6).Value.Survival, 4).ShouldBe(0.8571);
        Math.Round(treated.At(10).Value.Survival, 4).ShouldBe(0.7529);
        Math.Round(treated.At(10).Value.StandardError.Value, 4).ShouldBe(0.0963);
        Math.Round(treated.At(23).Value.Survival, 4).ShouldBe(0.4482);
        treated.At(36).Reason.ShouldBe("the time lies past the last censoring");
        treated.Median.Interval.Upper.Reason.ShouldBe("not reached");
        curves[0].Curve.Value.Median.Time.Value.ShouldBe(8);
    }

    // S is exactly 1/2 from 2 to 3: the midpoint is 2.5, the first time 2.
    [Theory]
    [InlineData(PlateauRule.Midpoint, 2.5)]
    [InlineData(PlateauRule.FirstTime, 2)]
    public void Median_PlateauAtOneHalf_FollowsTheRule(PlateauRule rule, double expected) =>
        KaplanMeier.Estimate([1, 2, 3, 4], [true, true, true, true], new KaplanMeierOptions { Plateau = rule })
            .Value.Median.Time.Value.ShouldBe(expected);

    [Fact]
    public void Median_PlateauThatNeverEnds_IsItsStart() =>
        KaplanMeier.Estimate([1, 2, 3, 4], [true, true, false, false]).Value.Median.Time.Value.ShouldBe(2);

    [Fact]
    public void Estimate_FractionsOfADay_TiesWhatArithmeticSplits()
    {
        var curve = KaplanMeier.Estimate([0.1 + 0.2, 0.3, 1.5], [true, true, true]).Value;
        curve.Steps.Select(step => step.Events).ShouldBe([2, 1]);
    }

    // Descending times that differ in the last digits only: tied, and equal to the least of them. Among them a few that sort
    // apart.
    [Fact]
    public void Estimate_TimesAlikeInTheirHighDigits_AreSortedAndTied()
    {
        double[] times = [.. Enumerable.Range(0, 500).Select(i => 1000.5 + ((500 - i) * 1e-11)), 2.25, -3.5, 1e9];
        var curve = KaplanMeier.Estimate(times, [.. times.Select(_ => true)]).Value;
        curve.Steps.Select(step => (step.Time, step.Events))
            .ShouldBe([(-3.5, 1), (2.25, 1), (1000.5 + 1e-11, 500), (1e9, 1)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    public void Level_OutsideZeroToOne_IsAProgrammingError(double level) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new KaplanMeierOptions { Level = level });

    [Fact]
    public void Estimate_NoSubjects_IsNotEstimable()
    {
        KaplanMeier.Estimate([], []).Reason.ShouldBe("no subject has a time");
        KaplanMeier.Estimate([double.NaN, double.NaN], [true, false]).Reason.ShouldBe("no subject has a time");
        SurvivalSample.Create([double.NaN, 1], [true, false]).Missing.ShouldBe(1);
    }

    [Fact]
    public void Estimate_EdgeSamples_AreResults()
    {
        var one = KaplanMeier.Estimate([3], [true]).Value;
        one.At(3).Value.Survival.ShouldBe(0);
        one.Median.Interval.Upper.IsEstimable.ShouldBeFalse();

        var noEvents = KaplanMeier.Estimate([1, 2, 3], [false, false, false]).Value;
        noEvents.Median.Time.Reason.ShouldBe("not reached");
        noEvents.At(2).Value.Interval.Lower.Reason.ShouldBe("no event has occurred yet, so this interval has no width");

        var zeros = KaplanMeier.Estimate([0, 0, 0], [true, false, true]).Value;
        zeros.Steps.Count.ShouldBe(1);
        zeros.Steps[0].Survival.ShouldBeClose(1d / 3, 1e-15);
    }

    [Fact]
    public void Estimate_WithoutCensoring_IsTheEmpiricalSurvivorFunction() =>
        Gen.Int[1, 30].Array[1, 60].Sample(days =>
        {
            var times = days.Select(day => (double)day).ToArray();
            var curve = KaplanMeier.Estimate(times, [.. times.Select(_ => true)]).Value;
            foreach (var step in curve.Steps)
            {
                var surviving = times.Count(time => time > step.Time);
                step.Survival.ShouldBeClose((double)surviving / times.Length, 1e-12);
            }
        });

    // Division by 7 takes the times off whole days: the radix sort and its tie rule must find the same risk sets.
    [Fact]
    public void Estimate_TimesInWeeks_GivesTheSameCurve() =>
        Gen.Select(Gen.Int[-5, 30], Gen.Bool).Array[1, 60].Sample(rows =>
        {
            var events = rows.Select(row => row.Item2).ToArray();
            var days = KaplanMeier.Estimate([.. rows.Select(row => (double)row.Item1)], events).Value;
            var weeks = KaplanMeier.Estimate([.. rows.Select(row => row.Item1 / 7.0)], events).Value;
            weeks.Steps.Select(step => (step.AtRisk, step.Events, step.Survival))
                .ShouldBe(days.Steps.Select(step => (step.AtRisk, step.Events, step.Survival)));
        });

    private static void Agree(Estimable<double> actual, double expected, string what)
    {
        // R carries on where the limit has no meaning (S = 1 on scales other than log-log, where it repeats S).
        if (double.IsNaN(expected)) actual.IsEstimable.ShouldBeFalse(what);
        else if (actual.IsEstimable) actual.Value.ShouldBeClose(expected, 1e-10, what, 1e-12);
        else actual.IsEstimable.ShouldBeTrue(what + ": " + actual.Reason);
    }

    private static ReferenceTable Table(string name) => name switch
    {
        "gehan" => ReferenceTable.Gehan,
        "lung" => ReferenceTable.Lung,
        _ => ReferenceTable.Tied,
    };
}
