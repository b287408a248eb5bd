using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Statistics.Tests.Tables;

public class AssociationTestTests
{
    [Fact]
    public void Choose_Deaths_TakesFisherAndSaysWhy()
    {
        // 8 deaths × 18 controls / 44 = 3.27.
        var result = AssociationTest.Choose(ContingencyTable.FromEvents(2, 26, 6, 18));

        result.Choice.ShouldBe(AssociationChoice.Fisher);
        result.Test.PValue.Value.ShouldBe(0.047772, 5e-7);
        result.SmallestExpected.ShouldAgree(144.0 / 44, 1e-15);
        result.Reason.ShouldBe("smallest expected count 3.27 is below 5");
    }

    [Fact]
    public void Choose_Sex_TakesChiSquared()
    {
        var result = AssociationTest.Choose(ContingencyTable.FromEvents(17, 26, 13, 18));

        result.Choice.ShouldBe(AssociationChoice.ChiSquared);
        result.Test.PValue.Value.ShouldBe(0.632101, 5e-7);
        result.Reason.ShouldBe("smallest expected count 5.73 is at least 5");
    }

    [Fact]
    public void Choose_ExpectedExactlyFive_TakesChiSquared() =>
        AssociationTest.Choose(ContingencyTable.TwoByTwo(5, 5, 5, 5)).Choice.ShouldBe(AssociationChoice.ChiSquared);

    [Fact]
    public void Choose_LargerSparseTable_TakesFisher()
    {
        var result = AssociationTest.Choose(ContingencyTable.Of(new long[,] { { 3, 1, 0 }, { 0, 2, 3 } }));

        result.Choice.ShouldBe(AssociationChoice.Fisher);
        result.Test.Method.ShouldContain("Freeman–Halton");
    }

    [Fact]
    public void Choose_LargerTable_IsNeverCorrected()
    {
        var table = ContingencyTable.Of(new long[,] { { 30, 20, 25 }, { 20, 32, 23 } });

        var result = AssociationTest.Choose(table, new AssociationOptions { Correction = ContinuityCorrection.Yates });

        result.Test.ShouldBe(ChiSquaredTest.Test(table, ContinuityCorrection.None));
    }

    [Fact]
    public void Choose_EmptyColumn_IsNotEstimable() =>
        AssociationTest.Choose(ContingencyTable.TwoByTwo(0, 4, 0, 5)).Test.PValue.Reason.ShouldNotBeNull();
}
