using ReportPipeline.Statistics.Descriptive;

namespace ReportPipeline.Statistics.Tests.Descriptive;

public class SummaryTests
{
    [Fact]
    public void Of_FiveValuesAndTwoMissing_IsWorkedByHand()
    {
        var summary = Summary.Of([2, null, 4, 4, double.NaN, 10, 5]);
        (summary.Count, summary.Missing).ShouldBe((5, 2));
        summary.Mean.Value.ShouldBe(5);
        summary.StandardDeviation.Value.ShouldBe(3); // squares 9 + 1 + 1 + 25 + 0 = 36, over 4
        (summary.Minimum.Value, summary.Median.Value, summary.Maximum.Value).ShouldBe((2, 4, 10));
        (summary.LowerQuartile.Value, summary.UpperQuartile.Value).ShouldBe((4, 5));
    }

    [Fact]
    public void Of_OneValue_HasNoStandardDeviation()
    {
        var summary = Summary.Of([7.0]);
        summary.Mean.Value.ShouldBe(7);
        summary.StandardDeviation.Reason.ShouldBe("one value has no standard deviation");
        summary.LowerQuartile.Value.ShouldBe(7);
    }

    [Fact]
    public void Of_NoValues_IsNotEstimable()
    {
        var summary = Summary.Of(new double?[] { null });
        (summary.Count, summary.Missing).ShouldBe((0, 1));
        summary.Mean.IsEstimable.ShouldBeFalse();
        summary.Median.IsEstimable.ShouldBeFalse();
        summary.Minimum.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Of_ReferenceValues_AgreesWithR()
    {
        var reference = ReferenceSet.Load("Descriptive", "descriptive");
        var summary = Summary.Of(reference.Vector("x"));
        summary.Mean.ShouldAgree(reference.Vector("meanDeviation")[0], 1e-15);
        summary.StandardDeviation.ShouldAgree(reference.Vector("meanDeviation")[1], 1e-15);
    }
}
