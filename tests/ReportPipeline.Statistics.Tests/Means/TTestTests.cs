using CsCheck;
using ReportPipeline.Statistics.Means;

namespace ReportPipeline.Statistics.Tests.Means;

public class TTestTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Descriptive", "descriptive");
    private static readonly double[] X = Reference.Vector("x");
    private static readonly double[] Y = Reference.Vector("y");

    [Fact]
    public void Welch_ReferenceValues_AgreesWithR() => Check(TTest.Welch(X, Y), "welch");

    [Fact]
    public void Pooled_ReferenceValues_AgreesWithR() => Check(TTest.Pooled(X, Y), "pooled");

    [Fact]
    public void Paired_ReferenceValues_AgreesWithR() => Check(TTest.Paired(X[..7], Y), "paired");

    [Fact]
    public void OneSample_ReferenceValues_AgreesWithR() => Check(TTest.OneSample(X, 7, 0.9), "oneSample");

    [Fact]
    public void Pooled_TwoPairs_IsWorkedByHand()
    {
        // Means 2 and 4, variances 2 and 2, pooled 2, error √(2 · (1/2 + 1/2)) = √2, t = −√2 with 2 df:
        // two-sided P = 1 − t/√(t² + 2) = 1 − 1/√2.
        var result = TTest.Pooled([1, 3], [3, 5]);
        result.Estimate.Value.ShouldBe(-2);
        result.Test.Statistic.ShouldAgree(-Math.Sqrt(2), 1e-15);
        result.Test.PValue.ShouldAgree(1 - 1 / Math.Sqrt(2), 1e-14);
    }

    [Fact]
    public void Welch_OneValue_IsNotEstimableButTheDifferenceIs()
    {
        var result = TTest.Welch([3], [1, 2]);
        result.Estimate.Value.ShouldBe(1.5);
        result.Test.PValue.Reason.ShouldBe("each group needs two values");
    }

    [Fact]
    public void All_NoVariation_HaveNoPValue()
    {
        TTest.Welch([3, 3], [1, 1]).Test.PValue.Reason.ShouldBe("the values do not vary");
        TTest.Pooled([3, 3], [1, 1]).Test.PValue.IsEstimable.ShouldBeFalse();
        TTest.OneSample([3, 3]).Test.PValue.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void All_EmptyGroup_HaveNoEstimate()
    {
        TTest.Pooled([], [1, 2]).Estimate.IsEstimable.ShouldBeFalse();
        TTest.Welch([], [1, 2]).Estimate.IsEstimable.ShouldBeFalse();
        TTest.OneSample([]).Estimate.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Welch_SwappedGroups_NegatesTheDifference() =>
        Gen.Select(Gen.Double[-9, 9].Array[2, 12], Gen.Double[-9, 9].Array[2, 12]).Sample(
            (first, second) =>
            {
                var (one, other) = (TTest.Welch(first, second), TTest.Welch(second, first));
                return one.Estimate.Value == -other.Estimate.Value
                    && Math.Abs(one.Test.PValue.Value - other.Test.PValue.Value) < 1e-13;
            },
            seed: "0000KDHPZm02");

    private static void Check(TTestResult actual, string key)
    {
        var expected = Reference.Vector(key);
        double[] values =
        [
            actual.Test.Statistic.Value, actual.Test.DegreesOfFreedom.Value, actual.Test.PValue.Value,
            actual.Interval.Lower.Value, actual.Interval.Upper.Value, actual.StandardError.Value,
        ];
        // For one sample R's interval is of the mean, as here. 1e-11: R's own qt stops near 1e-12.
        values.ShouldAgree(expected, 1e-11, key);
    }
}
