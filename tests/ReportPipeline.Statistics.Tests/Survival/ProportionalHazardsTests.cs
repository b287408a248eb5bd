using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.CoxReferenceModels;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class ProportionalHazardsTests
{
    [Theory]
    [InlineData("gehan")]
    [InlineData("lung")]
    [InlineData("ovarian")]
    [InlineData("tied")]
    [InlineData("tiedStratified")]
    public void Test_EveryTransform_AgreesWithCoxZph(string name)
    {
        foreach (var (ties, method) in new[] { (TieHandling.Breslow, "breslow"), (TieHandling.Efron, "efron") })
        {
            foreach (var (transform, key) in Transforms)
            {
                var result = ProportionalHazards.Test(Data(name), new CoxOptions { Ties = ties }, transform).Value;
                var expected = R[$"cox.{name}.{method}.zph.{key}"];
                for (var j = 0; j < result.Covariates.Count; j++)
                {
                    // The statistic is a square: near 0 its relative error is that of a difference, so the floor.
                    result.Covariates[j].Test.Statistic.Value
                        .ShouldBeClose(expected[j], 1e-8, $"{name} {method} {key} {j}", floor: 1e-2);
                }

                result.Overall.Statistic.Value.ShouldBeClose(expected[^1], 1e-8, $"{name} {method} {key}", floor: 1e-2);
                result.Overall.DegreesOfFreedom.Value.ShouldBe(result.Covariates.Count);
            }
        }
    }

    [Fact]
    public void Test_LogarithmOfTimeZero_IsNotEstimable() =>
        ProportionalHazards.Test(
                Model([0, 1, 2, 3], [true, true, true, true], ("x", [0, 1, 0.5, 1])), null, TimeTransform.Log)
            .Reason.ShouldBe("the logarithm of a time at or before 0 does not exist");

    private static IEnumerable<(TimeTransform Transform, string Key)> Transforms =>
    [
        (TimeTransform.KaplanMeier, "km"),
        (TimeTransform.Identity, "identity"),
        (TimeTransform.Rank, "rank"),
        (TimeTransform.Log, "log"),
    ];
}
