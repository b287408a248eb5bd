using CsCheck;
using ReportPipeline.Statistics.Ranks;

namespace ReportPipeline.Statistics.Tests.Ranks;

public class RankSumTestTests
{
    private static readonly double[] Early = [1, 2, 2, 3, 4, 4, 5, 7];
    private static readonly double[] Late = [3, 4, 5, 5, 6, 7, 7, 8, 9];

    [Fact]
    public void Test_TwoAgainstTwo_GivesTheHandWorkedFraction()
    {
        // Ranks 1, 2 of {1, 2, 3, 4}: one of C(4, 2) = 6 assignments is as low, one as high.
        var result = RankSumTest.Test([1, 2], [3, 4], RankSumMethod.Exact);

        result.Test.PValue.ShouldAgree(2.0 / 6, 1e-15);
        result.MannWhitney.ShouldBe(0);
        result.RankSum.ShouldBe(3);
    }

    [Fact]
    public void Test_TieAcrossSamples_GivesTheHandWorkedFraction()
    {
        // Mid-ranks 1, 2.5, 2.5, 4; W = 3.5 of sums {3.5, 3.5, 5, 5, 6.5, 6.5}, expectation 5: four are as far away.
        RankSumTest.Test([1, 2], [2, 3], RankSumMethod.Exact).Test.PValue.ShouldAgree(4.0 / 6, 1e-15);
    }

    [Theory]
    [InlineData(RankSumMethod.Exact, 0.02126697)]
    [InlineData(RankSumMethod.NormalWithCorrection, 0.02558791)]
    [InlineData(RankSumMethod.StudentT, 0.04023052)]
    public void Test_TiedSamples_MeetsTheKnownAnswer(RankSumMethod method, double p) =>
        RankSumTest.Test(Early, Late, method).Test.PValue.Value.ShouldBe(p, 5e-9);

    [Fact]
    public void Test_TooManyForExact_SaysWhatReplacedIt()
    {
        double[] first = [.. Enumerable.Range(0, 3000).Select(i => i * 1.5)];
        double[] second = [.. Enumerable.Range(0, 3000).Select(i => i * 1.6)];

        var test = RankSumTest.Test(first, second, RankSumMethod.Exact).Test;

        test.Method.ShouldContain("normal approximation");
        test.Method.ShouldContain("6000 subjects");
        test.PValue.Value.ShouldBe(RankSumTest.Test(first, second, RankSumMethod.NormalWithCorrection).Test.PValue.Value);
    }

    [Theory]
    [InlineData(new double[0], new double[] { 1, 2 })]
    [InlineData(new double[] { 1, 2 }, new double[0])]
    [InlineData(new double[] { 3, 3 }, new double[] { 3, 3, 3 })]
    [InlineData(new double[] { 3 }, new double[] { 3 })]
    public void Test_EmptyOrAllTied_IsNotEstimable(double[] first, double[] second)
    {
        foreach (var method in Enum.GetValues<RankSumMethod>())
            RankSumTest.Test(first, second, method).Test.PValue.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void Test_OneSubjectEach_IsOne() =>
        RankSumTest.Test([1], [2], RankSumMethod.Exact).Test.PValue.Value.ShouldBe(1);

    [Fact]
    public void Test_NotANumber_Throws() =>
        Should.Throw<ArgumentException>(() => RankSumTest.Test([1, double.NaN], [2], RankSumMethod.Exact));

    [Fact]
    public void Test_SamplesSwapped_GivesTheSamePValue() => TwoSamples.Sample((first, second) =>
    {
        foreach (var method in Enum.GetValues<RankSumMethod>())
        {
            var forward = RankSumTest.Test(first, second, method).Test.PValue;
            var backward = RankSumTest.Test(second, first, method).Test.PValue;
            backward.IsEstimable.ShouldBe(forward.IsEstimable);
            if (!forward.IsEstimable)
                continue;
            forward.Value.ShouldBeInRange(double.Epsilon, 1);
            backward.ShouldAgree(forward.Value, 1e-11);
        }
    }, seed: "0000000000003", iter: 200);

    [Fact]
    public void Test_Exact_EqualsEnumerationOfAllAssignments() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 5], Gen.Int[0, 5].Array[1, 5]).Sample((x, y) =>
        {
            var (first, second) = (Array.ConvertAll(x, i => (double)i), Array.ConvertAll(y, i => (double)i));
            var p = RankSumTest.Test(first, second, RankSumMethod.Exact).Test.PValue;
            if (p.IsEstimable)
                p.ShouldAgree(Enumerated(first, second), 1e-12);
        }, seed: "0000000000004", iter: 300);

    [Fact]
    public void Shift_Permeability_MeetsTheKnownAnswer()
    {
        double[] term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
        double[] early = [1.15, 0.88, 0.90, 0.74, 1.21];

        var result = HodgesLehmann.Shift(term, early, ShiftInterval.Exact);

        result.Estimate.Value.ShouldBe(0.305, 1e-12);
        result.Interval.Lower.Value.ShouldBe(-0.15, 1e-12);
        result.Interval.Upper.Value.ShouldBe(0.76, 1e-12);
        RankSumTest.Test(term, early, RankSumMethod.Exact).Test.PValue.Value.ShouldBe(0.25441225, 5e-9);
    }

    [Fact]
    public void Shift_SampleMovedAndSwapped_MovesAndChangesSign() => TwoSamples.Sample((first, second) =>
    {
        var plain = HodgesLehmann.Shift(first, second, ShiftInterval.Exact);
        var moved = HodgesLehmann.Shift(Array.ConvertAll(first, x => x + 8), second, ShiftInterval.NormalApproximation);
        var swapped = HodgesLehmann.Shift(second, first, ShiftInterval.Exact);

        moved.Estimate.Value.ShouldBe(plain.Estimate.Value + 8, 1e-12);
        swapped.Estimate.Value.ShouldBe(-plain.Estimate.Value, 1e-12);
        swapped.Interval.Lower.IsEstimable.ShouldBe(plain.Interval.Upper.IsEstimable);
        if (plain.Interval.Upper.IsEstimable)
            swapped.Interval.Lower.Value.ShouldBe(-plain.Interval.Upper.Value, 1e-12);
    }, seed: "0000000000005", iter: 200);

    [Fact]
    public void Shift_BySelection_EqualsTheMedianOfAllDifferences() => TwoSamples.Sample((first, second) =>
    {
        double[] all = [.. first.SelectMany(x => second.Select(y => x - y)).Order()];
        var median = (all[(all.Length - 1) / 2] + all[all.Length / 2]) / 2;

        HodgesLehmann.Shift(first, second, ShiftInterval.Exact).Estimate.Value.ShouldBe(median, 1e-13);
    }, seed: "0000000000006", iter: 200);

    /// <summary>Whole and half numbers, so that ties are frequent.</summary>
    private static Gen<(double[] First, double[] Second)> TwoSamples => Gen.Select(
        Gen.Int[-20, 20].Array[1, 25].Select(values => Array.ConvertAll(values, value => value / 2.0)),
        Gen.Int[-14, 26].Array[1, 25].Select(values => Array.ConvertAll(values, value => value / 2.0)));

    private static double Enumerated(double[] first, double[] second)
    {
        double[] pooled = [.. first, .. second];
        var ranks = Array.ConvertAll(pooled, value => pooled.Count(other => other < value) + (pooled.Count(other => other == value) + 1) / 2.0);
        var expected = first.Length * (pooled.Length + 1) / 2.0;
        var distance = Math.Abs(ranks.Take(first.Length).Sum() - expected);
        var (extreme, all) = (0, 0);
        for (var chosen = 0; chosen < 1 << pooled.Length; chosen++)
        {
            if (int.PopCount(chosen) != first.Length)
                continue;
            all++;
            var sum = ranks.Where((_, i) => (chosen >> i & 1) == 1).Sum();
            extreme += Math.Abs(sum - expected) >= distance ? 1 : 0;
        }
        return (double)extreme / all;
    }
}
