using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>Two-sided P values of a two-by-two comparison by every test a publication may mean.</summary>
internal static class TableTests
{
    private static readonly (string Name, AssociationTestChoice Choice)[] All =
        [("Fisher", AssociationTestChoice.Fisher), ("χ²", AssociationTestChoice.ChiSquare), ("χ² (Yates)", AssociationTestChoice.ChiSquareYates)];

    public static Estimable<double> P(AssociationTestChoice choice, ContingencyTable table) => ArmComparison.Test(choice, table).PValue;

    /// <summary>Names of the tests whose P value would be printed so.</summary>
    public static IEnumerable<string> Giving(PrintedP printed, ContingencyTable table) => All
        .Where(test => P(test.Choice, table) is { IsEstimable: true } p && Printed.Covers(printed, p.Value))
        .Select(test => test.Name);
}
