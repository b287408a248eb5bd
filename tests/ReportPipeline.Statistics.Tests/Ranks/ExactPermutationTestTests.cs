using ReportPipeline.Statistics.Ranks;

namespace ReportPipeline.Statistics.Tests.Ranks;

public class ExactPermutationTestTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Ranks", "permutation");

    [Fact]
    public void TwoSample_TwoAgainstTwo_GivesTheHandWorkedFraction()
    {
        // Sums of two of {0.1, 0.2, 0.3, 0.9}: .3 .4 1 .5 1.1 1.2, expectation .75; |.3 − .75| is reached by .3 and 1.2.
        var result = ExactPermutationTest.TwoSample([0.1, 0.2], [0.3, 0.9]);

        result.Test.PValue.ShouldAgree(2.0 / 6, 1e-15);
        result.Test.Statistic.Value.ShouldBe(-0.45, 1e-15);
        result.Test.Method.ShouldStartWith("Exact");
        result.StandardError.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void TwoSample_AgainstR_Agrees() =>
        Reference.Rows("first").Zip(Reference.Rows("second"), (x, y) => ExactPermutationTest.TwoSample(x, y).Test.PValue.Value)
            .ToArray().ShouldAgree(Reference.Vector("two_sample"), 1e-10);

    [Fact]
    public void Paired_AgainstR_Agrees() =>
        Reference.Rows("differences").Select(d => ExactPermutationTest.Paired(d).Test.PValue.Value)
            .ToArray().ShouldAgree(Reference.Vector("paired"), 1e-10);

    [Fact]
    public void TwoSample_ValuesThatAreNoDecimals_IsMonteCarloAndSaysSo()
    {
        var (first, second) = (Reference.Rows("first")[1], Reference.Rows("second")[1]);
        double[] scaledFirst = [.. first.Select(x => x * Math.PI)];
        double[] scaledSecond = [.. second.Select(x => x * Math.PI)];

        var result = ExactPermutationTest.TwoSample(scaledFirst, scaledSecond);

        result.Test.Method.ShouldStartWith("Monte Carlo two-sample permutation test of means (100000 permutations, seed 20200115,");
        result.Test.PValue.Value.ShouldBe(Reference.Vector("two_sample")[1], 4 * result.StandardError.Value);
        result.ShouldBe(ExactPermutationTest.TwoSample(scaledFirst, scaledSecond));
    }

    [Fact]
    public void Paired_ValuesThatAreNoDecimals_IsMonteCarlo()
    {
        double[] scaled = [.. Reference.Rows("differences")[1].Select(x => x * Math.PI)];

        var result = ExactPermutationTest.Paired(scaled);

        result.Test.PValue.Value.ShouldBe(Reference.Vector("paired")[1], 4 * result.StandardError.Value);
    }

    [Fact]
    public void Tests_NothingToPermute_AreNotEstimable()
    {
        ExactPermutationTest.TwoSample([], [1]).Test.PValue.Reason.ShouldNotBeNull();
        ExactPermutationTest.TwoSample([2, 2], [2]).Test.PValue.Reason.ShouldNotBeNull();
        ExactPermutationTest.Paired([0, 0]).Test.PValue.Reason.ShouldNotBeNull();
        ExactPermutationTest.Paired([]).Test.PValue.Reason.ShouldNotBeNull();
    }

    [SkippableFact]
    public void Reference_RecomputedByR_IsUnchanged() => Reference.RecomputeShouldMatch(1e-11);
}
