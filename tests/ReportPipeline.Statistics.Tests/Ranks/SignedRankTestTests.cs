using CsCheck;
using ReportPipeline.Statistics.Ranks;

namespace ReportPipeline.Statistics.Tests.Ranks;

public class SignedRankTestTests
{
    [Fact]
    public void Test_ThreeIncreases_GivesTheHandWorkedFraction()
    {
        // All of three signs positive: one of 2³ outcomes, and its mirror image.
        var result = SignedRankTest.Test([0.5, 1, 2], ZeroDifferences.Drop, SignedRankMethod.Exact);

        result.Test.PValue.ShouldAgree(2.0 / 8, 1e-15);
        result.PositiveRankSum.ShouldBe(6);
    }

    // Every one of the 2ⁿ signs by itself, with ties: from fewer differences than the processor adds at a time to more.
    [Fact]
    public void Test_AnyDifferences_IsTheShareOfSignsThatLieAsFarOut() => Gen.Int[-6, 6].Where(value => value != 0).Array[1, 13].Sample(values =>
    {
        double[] differences = [.. values.Select(value => (double)value)];
        // Doubled mid-ranks of the sizes: smaller ones twice, equal ones once, and one more.
        int[] ranks = [.. values.Select(value => (2 * values.Count(other => Math.Abs(other) < Math.Abs(value))) + values.Count(other => Math.Abs(other) == Math.Abs(value)) + 1)];
        int Sum(int signs) => ranks.Where((_, index) => (signs >> index & 1) == 1).Sum();
        var observed = Math.Abs((2 * values.Select((value, index) => value > 0 ? ranks[index] : 0).Sum()) - ranks.Sum());
        var expected = Enumerable.Range(0, 1 << ranks.Length).Count(signs => Math.Abs((2 * Sum(signs)) - ranks.Sum()) >= observed) / Math.Pow(2, ranks.Length);

        SignedRankTest.Test(differences, ZeroDifferences.Drop, SignedRankMethod.Exact).Test.PValue.ShouldAgree(expected, 1e-14);
    }, iter: 200, seed: "0000KDHPZm02");

    [Fact]
    public void Test_OneZero_IsRankedOnlyByPratt()
    {
        // Drop: ranks 1, 2 of {1, 2}, V = 3. Pratt: ranks 2, 3 after the zero, V = 5.
        SignedRankTest.Test([0, 1, 2], ZeroDifferences.Drop, SignedRankMethod.Exact).PositiveRankSum.ShouldBe(3);
        SignedRankTest.Test([0, 1, 2], ZeroDifferences.Pratt, SignedRankMethod.Exact).PositiveRankSum.ShouldBe(5);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 0, 0 })]
    public void Test_NoDifference_IsNotEstimable(double[] differences)
    {
        foreach (var zeros in Enum.GetValues<ZeroDifferences>())
            foreach (var method in Enum.GetValues<SignedRankMethod>())
                SignedRankTest.Test(differences, zeros, method).Test.PValue.Reason.ShouldNotBeNull();
        HodgesLehmann.PseudoMedian(differences, ZeroDifferences.Drop, ShiftInterval.Exact).Estimate.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Test_TooManyForExact_SaysWhatReplacedIt()
    {
        double[] differences = [.. Enumerable.Range(1, 5000).Select(i => i % 3 == 0 ? -i : (double)i)];

        var result = SignedRankTest.Test(differences, ZeroDifferences.Drop, SignedRankMethod.Exact);

        result.Test.Method.ShouldContain("in place of exact: 5000 differences");
        result.Test.PValue.Value.ShouldBeInRange(double.Epsilon, 1e-10);
    }

    [Fact]
    public void PseudoMedian_ThreeValues_IsTheMiddleWalshAverage()
    {
        // Averages 1, 1.5, 2, 3.5, 4, 6: the median lies between 2 and 3.5.
        HodgesLehmann.PseudoMedian([1, 2, 6], ZeroDifferences.Drop, ShiftInterval.Exact).Estimate.Value.ShouldBe(2.75);
    }
}
