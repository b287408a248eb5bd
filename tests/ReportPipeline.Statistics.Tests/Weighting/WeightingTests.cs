using CsCheck;
using ReportPipeline.Statistics.Models;
using ReportPipeline.Statistics.Weighting;

namespace ReportPipeline.Statistics.Tests.Weighting;

public class WeightingTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Weighting", "weighting");
    private static readonly WeightKind[] Kinds = [WeightKind.InverseProbability, WeightKind.StabilisedInverseProbability, WeightKind.Overlap];

    [Fact]
    public void Estimate_TwoCovariates_AgreesWithR() =>
        Scores().Values.ShouldAgree(Reference.Vector("scores"), 1e-11);

    [Theory]
    [InlineData("y", "means")]
    [InlineData("died", "risks")]
    public void Of_EveryKind_AgreesWithTheStackedSandwichInR(string outcome, string key)
    {
        for (var k = 0; k < Kinds.Length; k++)
        {
            var result = WeightedDifference.Of(Reference.Vector(outcome), Weights(Kinds[k]));
            double[] actual =
            [
                result.Treated.Estimate.Value, result.Control.Estimate.Value, result.Treated.StandardError.Value,
                result.Control.StandardError.Value, result.Estimate.Value, result.StandardError.Value, result.Test.PValue.Value,
                result.Interval.Lower.Value, result.Interval.Upper.Value,
            ];
            actual.ShouldAgree(Reference.Rows(key)[k], 1e-9, Kinds[k].ToString());
        }
    }

    [Fact]
    public void EffectiveSampleSizeAndBalance_EveryKind_AgreeWithR()
    {
        for (var k = 0; k < Kinds.Length; k++)
        {
            var weights = Weights(Kinds[k]);
            new[] { weights.EffectiveSampleSize(true), weights.EffectiveSampleSize(false) }.ShouldAgree(Reference.Rows("effectiveSize")[k], 1e-11);
            var age = CovariateBalance.Continuous("age", Reference.Vector("age"), weights);
            age.Unweighted.ShouldAgree(Reference.Rows("balanceAge")[k][0], 1e-12);
            age.Weighted.ShouldAgree(Reference.Rows("balanceAge")[k][1], 1e-9);
            var died = CovariateBalance.Binary("died", Reference.Vector("died"), weights);
            new[] { died.Unweighted.Value, died.Weighted.Value }.ShouldAgree(Reference.Rows("balanceDied")[k], 1e-10);
        }
    }

    [Fact]
    public void Of_NoCovariates_IsThePlainDifferenceOfMeans()
    {
        // Scores 2/5 for everyone: means 3 and 5, Σ(y − μ)²/n² per arm: 2/4 and 6/9.
        var weights = Weights([true, true, false, false, false], DesignMatrix.WithIntercept(5), WeightKind.InverseProbability);
        var result = WeightedDifference.Of([2, 4, 4, 4, 7], weights);
        result.Estimate.ShouldAgree(-2, 1e-13);
        result.StandardError.ShouldAgree(Math.Sqrt(2.0 / 4 + 6.0 / 9), 1e-12);
        weights.EffectiveSampleSize(true).ShouldAgree(2, 1e-13);
    }

    [Fact]
    public void From_Stabilised_AveragesOneWithoutCovariates() =>
        Weights([true, false, false], DesignMatrix.WithIntercept(3), WeightKind.StabilisedInverseProbability).Values
            .ShouldAgree([1, 1, 1], 1e-11);

    [Fact]
    public void Estimate_OneArmEmpty_IsNotEstimable()
    {
        PropensityScores.Estimate([true, true], DesignMatrix.WithIntercept(2)).Reason.ShouldBe("one of the two arms has no subjects");
        PropensityScores.Estimate([], DesignMatrix.WithIntercept(0)).IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Estimate_SeparatedArms_SaysFirth()
    {
        var design = DesignMatrix.WithIntercept(6, ModelTerm.Covariate("x", [1, 2, 3, 4, 5, 6]));
        PropensityScores.Estimate([false, false, false, true, true, true], design).Value.Fit.Separated.ShouldBeTrue();
    }

    [Fact]
    public void Of_OutcomesThatDoNotVary_HaveNoStandardError()
    {
        var weights = Weights([true, true, false], DesignMatrix.WithIntercept(3), WeightKind.Overlap);
        WeightedDifference.Of([1, 1, 1], weights).StandardError.Reason.ShouldBe("the outcomes do not vary within the arms");
    }

    [Fact]
    public void Overlap_AnyCovariate_BalancesItsMeanExactly() =>
        Gen.Select(Gen.Double[-3, 3].Array[20], Gen.Bool.Array[20]).Sample(
            (x, treated) =>
            {
                var scores = PropensityScores.Estimate(treated, DesignMatrix.WithIntercept(20, ModelTerm.Covariate("x", x)));
                if (!scores.IsEstimable || scores.Value.Fit.Separated)
                    return true;
                var weights = BalancingWeights.From(scores.Value, WeightKind.Overlap);
                if (!weights.IsEstimable)
                    return true;
                var balance = CovariateBalance.Continuous("x", x, weights.Value);
                return !balance.Weighted.IsEstimable || Math.Abs(balance.Weighted.Value) < 1e-8;
            },
            seed: "0000KDHPZm02");

    [SkippableFact]
    public void Script_Recomputed_MatchesStored() => Reference.RecomputeShouldMatch(1e-9);

    private static PropensityScores Scores() => PropensityScores.Estimate(
        [.. Reference.Vector("z").Select(v => v == 1)],
        DesignMatrix.WithIntercept(60, ModelTerm.Covariate("age", Reference.Vector("age")), ModelTerm.Covariate("oxygen", Reference.Vector("oxygen")))).Value;

    private static BalancingWeights Weights(WeightKind kind) => BalancingWeights.From(Scores(), kind).Value;

    private static BalancingWeights Weights(bool[] treated, DesignMatrix design, WeightKind kind) =>
        BalancingWeights.From(PropensityScores.Estimate(treated, design).Value, kind).Value;
}
