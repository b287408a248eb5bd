using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats chisq</c>.</summary>
internal static class ChiSquareCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("chisq",
            "Pearson's χ² test of an r×c table, uncorrected unless --yates is given.",
            "--table \"17,9;13,5\" --yates");
        var source = new TableSource(method, ColumnKind.Category, ("--row", "--column"));
        var interval = OddsRatioOutput.Interval(method);
        var yates = method.Add(new Option<bool>("--yates") { Description = "Yates' continuity correction, for 2×2 tables (R's default)." });
        return method.Runs((call, result) =>
        {
            var table = source.Read(call);
            if (call.Get(yates) && !table.Counts.IsTwoByTwo)
                throw new StatsInputException("--yates is defined for 2×2 tables.");
            var test = ChiSquaredTest.Test(table.Counts, call.Get(yates) ? ContinuityCorrection.Yates : ContinuityCorrection.None);
            result.Header(test.Method, table.Counts.Total);
            result.ChiSquare(test);
            result.Number("smallestExpected", table.Counts.SmallestExpected);
            if (table.Counts.IsTwoByTwo)
                OddsRatioOutput.Write(result, FisherExactTest.Test(table.Counts, new FisherOptions { Level = call.Level, Interval = call.Get(interval) }));
            table.Write(result);
        });
    }
}
