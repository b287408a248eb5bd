using System.Globalization;

namespace ReportPipeline.Statistics.Tables;

/// <summary>Which test a table of counts was given.</summary>
public enum AssociationChoice
{
    ChiSquared,
    Fisher,
}

/// <summary>The conventions of the choice between χ² and Fisher.</summary>
public sealed record AssociationOptions
{
    /// <summary>The smallest expected count that still allows χ²; 5 by convention (Cochran 1954), above 0.</summary>
    public double SmallestExpectedForChiSquared { get; init; } = 5;

    /// <summary>Applies to 2×2 tables; larger ones are never corrected.</summary>
    public ContinuityCorrection Correction { get; init; } = ContinuityCorrection.None;

    /// <summary>Conventions of Fisher's test of tables larger than 2×2.</summary>
    public FreemanHaltonOptions LargerTables { get; init; } = new();
}

/// <summary>A test of association with the reason why it was this one.</summary>
/// <param name="Test">The chosen test.</param>
/// <param name="Choice">χ² or Fisher.</param>
/// <param name="SmallestExpected">The smallest expected count of the table, without empty rows and columns.</param>
/// <param name="Reason">In words a report may print, for example "smallest expected count 3.27 is below 5".</param>
public sealed record AssociationResult(
    TestResult Test, AssociationChoice Choice, Estimable<double> SmallestExpected, string Reason);

/// <summary>
/// Chooses between Pearson's χ² and Fisher's exact test by the smallest expected count, and names the choice.
/// The rule looks at the margins alone, never at the P values.
/// </summary>
public static class AssociationTest
{
    /// <summary>Fisher when any expected count is below the limit, else χ².</summary>
    public static AssociationResult Choose(ContingencyTable table, AssociationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new AssociationOptions();
        var filled = table.WithoutEmptyRowsAndColumns();
        if (filled is null)
            return new(
                FreemanHaltonTest.Test(table).Test, AssociationChoice.Fisher,
                Estimable<double>.Not("fewer than two rows or two columns of the table hold any subject"),
                "no test is possible");
        var smallest = filled.SmallestExpected;
        var choice = smallest < options.SmallestExpectedForChiSquared ? AssociationChoice.Fisher : AssociationChoice.ChiSquared;
        return new(Run(table, filled, choice, options), choice, smallest, ReasonOf(smallest, choice, options));
    }

    private static TestResult Run(
        ContingencyTable table, ContingencyTable filled, AssociationChoice choice, AssociationOptions options)
    {
        if (choice == AssociationChoice.ChiSquared)
            return ChiSquaredTest.Test(table, table.IsTwoByTwo ? options.Correction : ContinuityCorrection.None);
        return table.IsTwoByTwo && filled == table
            ? FisherExactTest.Test(table).Test
            : FreemanHaltonTest.Test(table, options.LargerTables).Test;
    }

    private static string ReasonOf(double smallest, AssociationChoice choice, AssociationOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"smallest expected count {smallest:0.##} is {(choice == AssociationChoice.Fisher ? "below" : "at least")} {options.SmallestExpectedForChiSquared}");
}
