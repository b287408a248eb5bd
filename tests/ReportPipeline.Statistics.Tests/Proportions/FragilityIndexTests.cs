using ReportPipeline.Statistics.Proportions;

namespace ReportPipeline.Statistics.Tests.Proportions;

public class FragilityIndexTests
{
    [Theory]
    [InlineData(FragilityConvention.Walsh)]
    [InlineData(FragilityConvention.EitherGroup)]
    public void Of_Deaths_IsOne(FragilityConvention convention)
    {
        var result = FragilityIndex.Of(new TwoProportions(2, 26, 6, 18), convention);

        result.Switches.Value.ShouldBe(1);
        result.PValue.Value.ShouldBe(0.047772, 5e-7);
    }

    [Fact]
    public void Of_DeathsByWalsh_AddsADeathToTheExperimentalArm()
    {
        var result = FragilityIndex.Of(new TwoProportions(2, 26, 6, 18), FragilityConvention.Walsh);

        result.Changed.ShouldBe(new TwoProportions(3, 26, 6, 18));
        result.PValueAfter.Value.ShouldBe(0.128, 5e-4);
    }

    [Fact]
    public void Of_NotSignificant_CountsTowardsSignificance()
    {
        // 0/5 v 4/5: 10/210 = 1/21 < .05; 1/5 v 4/5: P = 52/252 > .05.
        var result = FragilityIndex.Of(new TwoProportions(1, 5, 4, 5), FragilityConvention.Walsh);

        result.Switches.Value.ShouldBe(1);
        result.PValueAfter.ShouldAgree(10.0 / 210, 1e-13);
    }

    [Fact]
    public void Of_TooFewSubjects_IsNotEstimable()
    {
        // Three against three never reach P < .05: the smallest is 2/20.
        var result = FragilityIndex.Of(new TwoProportions(0, 3, 2, 3), FragilityConvention.EitherGroup);

        result.Switches.Reason.ShouldNotBeNull();
        result.Changed.ShouldBeNull();
    }

    [Fact]
    public void Of_EmptyGroup_IsNotEstimable() =>
        FragilityIndex.Of(new TwoProportions(0, 0, 2, 3), FragilityConvention.Walsh).PValue.Reason.ShouldNotBeNull();
}
