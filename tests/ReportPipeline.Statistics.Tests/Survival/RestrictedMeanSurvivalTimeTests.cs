using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class RestrictedMeanSurvivalTimeTests
{
    // Events on days 1 and 3 of three subjects, one censored on day 2: S = 1, 2/3, 0 from days 0, 1, 3. Up to day 4 the area
    // is 1 + 2 · 2/3 = 7/3; the variance (4/3)² · 1/(3·2), the last step having no area behind it.
    [Fact]
    public void Estimate_ThreeSubjects_IsTheAreaByHand()
    {
        var curve = KaplanMeier.Estimate([1, 2, 3], [true, false, true]).Value;
        var mean = RestrictedMeanSurvivalTime.Estimate(curve, 4).Value;
        mean.Mean.ShouldBeClose(7d / 3, 1e-15);
        mean.StandardError.ShouldBeClose(Math.Sqrt(16d / 9 / 6), 1e-15);
    }

    [Fact]
    public void Estimate_WithoutCensoring_IsTheMeanOfTheCappedTimes() =>
        RestrictedMeanSurvivalTime.Estimate(KaplanMeier.Estimate([2, 4, 9], [true, true, true]).Value, 6)
            .Value.Mean.ShouldBeClose((2 + 4 + 6) / 3d, 1e-15);

    [Theory]
    [InlineData("gehan", "treated", 20)]
    [InlineData("lung", "sex", 365)]
    [InlineData("tied", "group", 9)]
    public void Estimate_PublishedData_AgreesWithSurvmean(string name, string group, double horizon)
    {
        foreach (var curve in Curves(name, group))
        {
            var mean = RestrictedMeanSurvivalTime.Estimate(curve.Curve.Value, horizon).Value;
            mean.Mean.ShouldBeClose(R[$"rmst.{name}.{curve.Group}.{horizon}"][0], 1e-10);
            mean.StandardError.ShouldBeClose(R[$"rmst.{name}.{curve.Group}.{horizon}"][1], 1e-10);
        }
    }

    [Fact]
    public void Compare_Gehan_FollowsFromTheTwoMeans()
    {
        var curves = Curves("gehan", "treated");
        var comparison = RestrictedMeanSurvivalTime.Compare(curves[0].Curve.Value, curves[1].Curve.Value, 20);
        var (a, b) = (R["rmst.gehan.0.20"], R["rmst.gehan.1.20"]);
        var error = Math.Sqrt((a[1] * a[1]) + (b[1] * b[1]));

        comparison.Difference.Value.ShouldBeClose(b[0] - a[0], 1e-10);
        comparison.DifferenceInterval.Lower.Value.ShouldBeClose(b[0] - a[0] - (1.959963984540054 * error), 1e-10);
        comparison.DifferenceTest.PValue.Value.ShouldBeClose(NormalDistribution.TwoSidedP((b[0] - a[0]) / error), 1e-9);
        comparison.Ratio.Value.ShouldBeClose(b[0] / a[0], 1e-10);
        var logError = Math.Sqrt(Math.Pow(a[1] / a[0], 2) + Math.Pow(b[1] / b[0], 2));
        comparison.RatioInterval.Upper.Value.ShouldBeClose(b[0] / a[0] * Math.Exp(1.959963984540054 * logError), 1e-10);
    }

    [Fact]
    public void Compare_HorizonPastTheLastCensoring_IsNotEstimable()
    {
        var curves = Curves("gehan", "treated");
        var comparison = RestrictedMeanSurvivalTime.Compare(curves[0].Curve.Value, curves[1].Curve.Value, 40);
        comparison.First.IsEstimable.ShouldBeTrue();
        comparison.Second.Reason.ShouldBe("the horizon lies past the last censoring");
        comparison.Difference.Reason.ShouldBe("the horizon lies past the last censoring");
    }

    [Fact]
    public void Compare_NoEvents_HasNoTest()
    {
        var curve = KaplanMeier.Estimate([5, 6], [false, false]).Value;
        var comparison = RestrictedMeanSurvivalTime.Compare(curve, curve, 4);
        comparison.Difference.Value.ShouldBe(0);
        comparison.DifferenceTest.PValue.Reason.ShouldBe("the variance estimate is zero");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Estimate_ImpossibleHorizon_IsNotEstimable(double horizon) =>
        RestrictedMeanSurvivalTime.Estimate(KaplanMeier.Estimate([5, 6], [true, false]).Value, horizon)
            .IsEstimable.ShouldBeFalse();

    private static IReadOnlyList<KaplanMeierGroup> Curves(string name, string group)
    {
        var table = name switch
        {
            "gehan" => ReferenceTable.Gehan,
            "lung" => ReferenceTable.Lung,
            _ => ReferenceTable.Tied,
        };
        return KaplanMeier.EstimateByGroup(SurvivalSample.Create(table.Time, table.Events, table.Whole(group)));
    }
}
