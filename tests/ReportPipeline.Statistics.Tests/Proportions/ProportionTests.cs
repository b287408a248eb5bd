using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Proportions;

namespace ReportPipeline.Statistics.Tests.Proportions;

public class ProportionTests
{
    [Theory]
    [InlineData(24, 26, 0.748697, 0.990545)]
    [InlineData(12, 18, 0.409925, 0.866573)]
    [InlineData(18, 18, 0.814698, 1)]
    public void ClopperPearson_TrialCounts_MeetsTheKnownAnswer(long events, long subjects, double lower, double upper)
    {
        var interval = Proportion.ClopperPearson(events, subjects);

        interval.Lower.Value.ShouldBe(lower, 5e-7);
        interval.Upper.Value.ShouldBe(upper, 5e-7);
    }

    [Theory]
    [InlineData(1, 1, 0.95)]
    [InlineData(3, 7, 0.90)]
    [InlineData(0, 40, 0.99)]
    [InlineData(5000, 1000000, 0.95)]
    public void ClopperPearson_AnyCounts_SolvesItsDefiningEquations(long events, long subjects, double level)
    {
        var interval = Proportion.ClopperPearson(events, subjects, level);

        if (events > 0)
            BinomialDistribution.UpperTail(events, subjects, interval.Lower.Value).ShouldAgree((1 - level) / 2, 1e-11);
        if (events < subjects)
            BinomialDistribution.LowerTail(events, subjects, interval.Upper.Value).ShouldAgree((1 - level) / 2, 1e-11);
    }

    [Fact]
    public void ClopperPearson_AllOfN_HasTheClosedFormBound() =>
        // P(K ≥ n) = pⁿ = .025.
        Proportion.ClopperPearson(18, 18).Lower.ShouldAgree(Math.Pow(0.025, 1.0 / 18), 1e-13);

    [Fact]
    public void Wilson_OneOfTwo_GivesTheHandWorkedBounds()
    {
        // (1 + z²/2 ± z √(½ + z²/4)) / (2 + z²), symmetric about ½; z = 1.959963984540054.
        var interval = Proportion.Wilson(1, 2);
        const double z = 1.959963984540054;

        interval.Lower.ShouldAgree(0.5 - z * Math.Sqrt(0.5 + z * z / 4) / (2 + z * z), 1e-13);
        interval.Upper.ShouldAgree(0.5 + z * Math.Sqrt(0.5 + z * z / 4) / (2 + z * z), 1e-13);
    }

    [Fact]
    public void Intervals_NoneAndAll_StayInsideTheRange()
    {
        Proportion.Wilson(0, 9).Lower.Value.ShouldBe(0);
        Proportion.Wilson(9, 9).Upper.Value.ShouldBe(1);
        Proportion.ClopperPearson(0, 9).Lower.Value.ShouldBe(0);
    }

    [Fact]
    public void Intervals_NoSubjects_AreNotEstimable()
    {
        Proportion.Estimate(0, 0).Reason.ShouldNotBeNull();
        Proportion.ClopperPearson(0, 0).Lower.Reason.ShouldNotBeNull();
        Proportion.Wilson(0, 0).Upper.Reason.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Estimate_ImpossibleCounts_Throws(long events, long subjects) =>
        Should.Throw<ArgumentException>(() => Proportion.Estimate(events, subjects));
}
