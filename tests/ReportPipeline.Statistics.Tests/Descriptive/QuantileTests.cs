using CsCheck;
using ReportPipeline.Statistics.Descriptive;

namespace ReportPipeline.Statistics.Tests.Descriptive;

public class QuantileTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Descriptive", "descriptive");

    [Fact]
    public void Of_NineTypesOddCount_AgreesWithR() => Check(Reference.Vector("x"), "quantiles");

    [Fact]
    public void Of_NineTypesEvenCount_AgreesWithR() => Check(Reference.Vector("x")[..10], "quantilesEven");

    [Fact]
    public void Of_FourValuesType2_AveragesAtTheSteps()
    {
        double[] values = [4, 1, 3, 2];
        Quantile.Of(values, 0.25, QuantileType.AveragedInverseEmpirical).Value.ShouldBe(1.5);
        Quantile.Of(values, 0.5, QuantileType.AveragedInverseEmpirical).Value.ShouldBe(2.5);
        Quantile.Of(values, 0.3, QuantileType.AveragedInverseEmpirical).Value.ShouldBe(2);
    }

    [Fact]
    public void Of_NoValues_IsNotEstimable() => Quantile.Of([], 0.5, QuantileType.Linear).IsEstimable.ShouldBeFalse();

    [Fact]
    public void Of_ProbabilityOutside_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Quantile.Of([1], 1.1, QuantileType.Linear));

    [Fact]
    public void Of_AnyType_LiesWithinTheDataAndIsMonotone() =>
        Gen.Select(Gen.Double[-100, 100].Array[1, 30], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[1, 9]).Sample(
            (values, p, q, type) =>
            {
                var low = Quantile.Of(values, Math.Min(p, q), (QuantileType)type).Value;
                var high = Quantile.Of(values, Math.Max(p, q), (QuantileType)type).Value;
                return low >= values.Min() && high <= values.Max() && low <= high + 1e-12;
            },
            seed: "0000KDHPZm02");

    [SkippableFact]
    public void Script_Recomputed_MatchesStored() => Reference.RecomputeShouldMatch(1e-13);

    private static void Check(double[] values, string key)
    {
        var expected = Reference.Rows(key);
        for (var type = 1; type <= 9; type++)
        {
            var actual = Reference.Vector("probabilities").Select(p => Quantile.Of(values, p, (QuantileType)type).Value).ToArray();
            actual.ShouldAgree(expected[type - 1], 1e-14, $"type {type}");
        }
    }
}
