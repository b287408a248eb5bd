using ReportPipeline.Statistics.Descriptive;

namespace ReportPipeline.Statistics.Tests.Descriptive;

public class StandardisedMeanDifferenceTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Descriptive", "descriptive");

    [Fact]
    public void Continuous_ReferenceValues_AgreesWithR() =>
        Check(StandardisedMeanDifference.Continuous(Reference.Vector("x"), Reference.Vector("y")), Reference.Vector("smdContinuous"));

    [Fact]
    public void Binary_TwelveOf18AndTwentyFourOf26_AgreesWithR() =>
        Check(StandardisedMeanDifference.Binary(12, 18, 24, 26), Reference.Vector("smdBinary"));

    [Fact]
    public void Continuous_MeansOneApartInUnitVariance_IsMinusOne() =>
        StandardisedMeanDifference.Continuous([1, 2, 3], [2, 3, 4]).Difference.Value.ShouldBe(-1);

    [Fact]
    public void Continuous_NoVariation_IsNotEstimable()
    {
        var result = StandardisedMeanDifference.Continuous([1, 1], [2, 2]);
        result.Difference.Reason.ShouldBe("the variable does not vary in either group");
        result.Interval.Lower.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Both_EmptyGroup_IsNotEstimable()
    {
        StandardisedMeanDifference.Continuous([], [2, 3]).Difference.IsEstimable.ShouldBeFalse();
        StandardisedMeanDifference.Binary(0, 0, 1, 2).Difference.Reason.ShouldBe("a group is empty");
    }

    private static void Check(StandardisedMeanDifference actual, double[] expected)
    {
        actual.Difference.ShouldAgree(expected[0], 1e-13);
        actual.Interval.Lower.ShouldAgree(expected[1], 1e-13);
        actual.Interval.Upper.ShouldAgree(expected[2], 1e-13);
    }
}
