using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tests.Distributions;

public sealed class NormalDistributionTests
{
    private static readonly ReferenceFile R = ReferenceFile.Load("Distributions", "normal-and-chi-squared.json");

    // Values to 18 digits by arbitrary-precision arithmetic (mpmath 1.3, erfc(z/√2)/2 at 60 digits): independent of the
    // rational approximations that R and this project share.
    [Theory]
    [InlineData(0.5, 0.308537538725986896)]
    [InlineData(2.0, 0.0227501319481792072)]
    [InlineData(5.0, 2.86651571879193912e-7)]
    [InlineData(6.0, 9.86587645037698141e-10)]
    [InlineData(20.0, 2.7536241186062337e-89)]
    [InlineData(37.0, 5.72557122252457682e-300)]
    public void UpperTail_HighPrecisionValues_AgreeToRoundOff(double z, double expected) =>
        NormalDistribution.UpperTail(z).ShouldBeClose(expected, 1e-14);

    [Fact]
    public void Tails_GridOfR_Agree()
    {
        for (var i = 0; i < R["z"].Length; i++)
        {
            var z = R["z"][i];
            NormalDistribution.UpperTail(z).ShouldBeClose(R["upper"][i], 1e-13);
            NormalDistribution.LowerTail(-z).ShouldBeClose(R["upper"][i], 1e-13);
            NormalDistribution.Density(z).ShouldBeClose(R["density"][i], 1e-13);
        }
    }

    [Fact]
    public void LogUpperTail_BeyondUnderflow_AgreesWithR()
    {
        for (var i = 0; i < R["farZ"].Length; i++)
            NormalDistribution.LogUpperTail(R["farZ"][i]).ShouldBeClose(R["logUpper"][i], 1e-14);
    }

    [Fact]
    public void Quantile_GridOfR_AgreesAndInvertsTheTail()
    {
        for (var i = 0; i < R["p"].Length; i++)
        {
            var p = R["p"][i];
            NormalDistribution.Quantile(p).ShouldBeClose(R["quantile"][i], 1e-14);
            NormalDistribution.LowerTail(NormalDistribution.Quantile(p)).ShouldBeClose(p, 1e-12);
        }
    }

    [Fact]
    public void Ends_AreExact()
    {
        NormalDistribution.LowerTail(double.NegativeInfinity).ShouldBe(0);
        NormalDistribution.UpperTail(double.NegativeInfinity).ShouldBe(1);
        NormalDistribution.Quantile(0).ShouldBe(double.NegativeInfinity);
        NormalDistribution.Quantile(1).ShouldBe(double.PositiveInfinity);
        NormalDistribution.Quantile(1.1).ShouldBe(double.NaN);
        NormalDistribution.TwoSidedP(0).ShouldBe(1);
        NormalDistribution.TwoSidedP(-1.959963984540054).ShouldBeClose(0.05, 1e-14);
    }
}
