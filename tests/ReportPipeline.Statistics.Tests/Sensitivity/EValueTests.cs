using ReportPipeline.Statistics.Sensitivity;

namespace ReportPipeline.Statistics.Tests.Sensitivity;

public class EValueTests
{
    private static readonly double[] Expected = ReferenceSet.Load("Descriptive", "descriptive").Vector("eValues");

    [Fact]
    public void Of_VanderWeeleAndDingExample_Is7Point26AndThePublishedBound()
    {
        // Their worked example: RR 3.9 (1.8, 8.7) gives E-values 7.26 and 3.0.
        var result = EValue.Of(3.9, Interval(1.8, 8.7), EffectMeasure.RiskRatio);
        result.Estimate.ShouldAgree(Expected[0], 1e-14);
        result.Bound.ShouldAgree(Expected[1], 1e-14);
        result.Estimate.ShouldAgree(7.26, 1e-3);
        result.Bound.Value.ShouldBe(3, 1e-12);
    }

    [Fact]
    public void Of_IntervalThatIncludesOne_HasBoundOne() =>
        EValue.Of(0.8, Interval(0.6, 1.1), EffectMeasure.RiskRatio).Bound.Value.ShouldBe(1);

    [Fact]
    public void Of_Measures_AgreeWithR()
    {
        var wide = Interval(0.1, 9);
        EValue.Of(0.8, wide, EffectMeasure.RiskRatio).Estimate.ShouldAgree(Expected[2], 1e-14);
        EValue.Of(0.8, wide, EffectMeasure.HazardRatioRareOutcome).Estimate.ShouldAgree(Expected[2], 1e-14);
        EValue.Of(2.5, wide, EffectMeasure.OddsRatioCommonOutcome).Estimate.ShouldAgree(Expected[3], 1e-14);
        EValue.Of(0.4, wide, EffectMeasure.HazardRatioCommonOutcome).Estimate.ShouldAgree(Expected[4], 1e-13);
    }

    [Fact]
    public void Of_RiskRatioAndItsInverse_AreEqual() =>
        EValue.ForRiskRatio(0.25).ShouldAgree(EValue.ForRiskRatio(4), 1e-15);

    [Fact]
    public void Of_NoEstimate_IsNotEstimable()
    {
        var result = EValue.Of(Estimable<double>.Not("no events"), Interval(0.1, 9), EffectMeasure.RiskRatio);
        result.Estimate.Reason.ShouldBe("no events");
        result.Bound.Reason.ShouldBe("no events");
        EValue.Of(0, Interval(0.1, 9), EffectMeasure.RiskRatio).Estimate.IsEstimable.ShouldBeFalse();
    }

    private static ConfidenceInterval Interval(double lower, double upper) => new(0.95, lower, upper, "test");
}
