using System.Globalization;

namespace ReportPipeline.Statistics.Tables;

/// <summary>
/// Fisher's exact test of independence in an r×c table, conditional on both margins: the sum of the probabilities of all
/// tables no more probable than the observed one, ties within a relative 1e-7. Empty rows and columns are left out.
/// Source: G. H. Freeman and J. H. Halton, Biometrika 38 (1951). The exact sum: <see cref="SplitTableSum"/>
/// and <see cref="NetworkSum"/>.
/// </summary>
public static class FreemanHaltonTest
{
    private const string Name = "Fisher's exact test (Freeman–Halton)";

    /// <summary>Not estimable when fewer than two rows or columns hold a subject.</summary>
    public static FreemanHaltonResult Test(ContingencyTable table, FreemanHaltonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new FreemanHaltonOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.WorkLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Replicates, 1);
        var filled = table.WithoutEmptyRowsAndColumns();
        if (filled is null)
        {
            var none = Estimable<double>.Not("fewer than two rows or two columns of the table hold any subject");
            return new(new TestResult(Name, none, none, none), none);
        }
        var name = filled == table ? Name : Name + ", empty rows and columns left out";
        if (options.Method == FreemanHaltonMethod.MonteCarlo)
            return MonteCarlo(filled, options, name + ", Monte Carlo");
        // With more than four rows and columns one half of a split has three rows, which costs more than merged paths.
        var logP = Math.Min(filled.Rows, filled.Columns) > 4
            ? NetworkSum.LogTwoSidedP(filled, options.WorkLimit)
            : SplitTableSum.LogTwoSidedP(filled, options.WorkLimit);
        return logP is double exact
            ? new(Result(name, PValue.FromLog(exact)), Estimable<double>.Not("an exact P value has no standard error"))
            : MonteCarlo(filled, options, name + ", Monte Carlo in place of the exact sum, which exceeds its work limit");
    }

    private static FreemanHaltonResult MonteCarlo(ContingencyTable table, FreemanHaltonOptions options, string name)
    {
        var extreme = RandomTables.CountNoMoreProbable(table, options.Replicates, options.Seed);
        // The observed table counts as one of the sample, so that the P value is valid and never 0.
        var p = (extreme + 1.0) / (options.Replicates + 1.0);
        var error = Math.Sqrt(p * (1 - p) / (options.Replicates + 1.0));
        var full = string.Create(
            CultureInfo.InvariantCulture,
            $"{name} ({options.Replicates} tables, seed {options.Seed}, {(extreme == 0 ? "none as extreme: P is an upper bound" : $"standard error {error:G2}")})");
        return new(Result(full, p), error);
    }

    private static TestResult Result(string name, double p) =>
        new(name, NotApplicable.StatisticOfExactTableTest, NotApplicable.DegreesOfExactTest, p);
}
