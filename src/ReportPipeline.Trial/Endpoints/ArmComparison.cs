using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Compares counts between the arms with the test that the protocol chose.</summary>
public static class ArmComparison
{
    /// <param name="table">Arms in rows, experimental first; levels that nobody has are left out.</param>
    public static TestResult Test(AssociationTestChoice choice, ContingencyTable table) =>
        Choose(choice, table.WithoutEmptyRowsAndColumns() ?? table);

    /// <summary>Compares two tallies, the experimental arm first.</summary>
    internal static Comparison Of(AnalysisContext context, ResultPlace place, AssociationTestChoice choice, (BinaryTally First, BinaryTally Second) groups)
    {
        var counts = BinaryTally.Compare(groups.First, groups.Second, context.Protocol);
        return new Comparison(place, Test(choice, counts.Table), counts);
    }

    private static TestResult Choose(AssociationTestChoice choice, ContingencyTable table) => choice switch
    {
        AssociationTestChoice.Fisher => Fisher(table),
        AssociationTestChoice.ChiSquare => ChiSquaredTest.Test(table, ContinuityCorrection.None),
        AssociationTestChoice.ChiSquareYates => ChiSquaredTest.Test(table, ContinuityCorrection.Yates),
        AssociationTestChoice.ChiSquareOrFisher => table.SmallestExpected < 5 ? Fisher(table) : ChiSquaredTest.Test(table, ContinuityCorrection.None),
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };

    private static TestResult Fisher(ContingencyTable table) =>
        table.IsTwoByTwo ? FisherExactTest.Test(table, new FisherOptions()).Test : FreemanHaltonTest.Test(table).Test;
}
