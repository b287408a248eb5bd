using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tests.Distributions;

public sealed class ChiSquaredDistributionTests
{
    private static readonly ReferenceFile R = ReferenceFile.Load("Distributions", "normal-and-chi-squared.json");

    // With 4 degrees of freedom the upper tail is e^(−x/2)(1 + x/2); at x = 2 log 2 that is (1 + log 2)/2.
    [Fact]
    public void UpperTail_FourDegreesOfFreedom_IsTheClosedForm() =>
        ChiSquaredDistribution.UpperTail(2 * Math.Log(2), 4).ShouldBeClose((1 + Math.Log(2)) / 2, 1e-15);

    [Fact]
    public void Tails_GridOfR_Agree()
    {
        for (var i = 0; i < R["chiX"].Length; i++)
        {
            var (x, df) = (R["chiX"][i], R["chiDf"][i]);
            var what = $"x {x} df {df}";
            // A tail of 1e-280 is the exponential of −645: round-off in the exponent is worth 1e-13 there.
            ChiSquaredDistribution.UpperTail(x, df).ShouldBeClose(R["chiUpper"][i], 5e-13, what);
            ChiSquaredDistribution.LowerTail(x, df).ShouldBeClose(R["chiLower"][i], 5e-13, what);
            ChiSquaredDistribution.LogUpperTail(x, df).ShouldBeClose(R["chiLogUpper"][i], 5e-13, what);
        }
    }

    [Fact]
    public void Quantile_GridOfR_Agrees()
    {
        for (var i = 0; i < R["chiP"].Length; i++)
        {
            ChiSquaredDistribution.Quantile(R["chiP"][i], R["chiQuantileDf"][i])
                .ShouldBeClose(R["chiQuantile"][i], 1e-12, $"p {R["chiP"][i]} df {R["chiQuantileDf"][i]}");
        }
    }

    [Fact]
    public void LogUpperTail_BeyondUnderflow_StaysFinite() =>
        ChiSquaredDistribution.LogUpperTail(1e6, 5).ShouldBeInRange(-500_000, -499_900);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void UpperTail_ImpossibleDegreesOfFreedom_IsNotANumber(double degreesOfFreedom) =>
        ChiSquaredDistribution.UpperTail(1, degreesOfFreedom).ShouldBe(double.NaN);
}
