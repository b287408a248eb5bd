using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats fisher</c>.</summary>
internal static class FisherCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("fisher",
            "Fisher's exact test of an r×c table, two-sided: the sum over tables no more probable than the observed one. Larger tables that exceed the work limit are answered by Monte Carlo with a fixed seed, and the result says so.",
            "--table \"2,24;6,12\"");
        var source = new TableSource(method, ColumnKind.Category, ("--row", "--column"));
        var interval = OddsRatioOutput.Interval(method);
        var exact = method.Choice("--method", "Tables larger than 2×2: the exact sum or Monte Carlo.",
            ("exact", FreemanHaltonMethod.Exact), ("monte-carlo", FreemanHaltonMethod.MonteCarlo));
        var seed = method.Add(new Option<long>("--seed") { Description = "Monte Carlo's seed.", DefaultValueFactory = _ => new FreemanHaltonOptions().Seed });
        return method.Runs((call, result) =>
        {
            var table = source.Read(call);
            if (table.Counts.IsTwoByTwo)
            {
                if (call.Get(exact) == FreemanHaltonMethod.MonteCarlo || call.Given(seed))
                    throw new StatsInputException("A 2×2 table is always summed exactly; --method monte-carlo and --seed are for larger tables.");
                var test = FisherExactTest.Test(table.Counts, new FisherOptions { Level = call.Level, Interval = call.Get(interval) });
                result.Header(test.Test.Method, table.Counts.Total);
                result.Number("pValue", test.Test.PValue);
                OddsRatioOutput.Write(result, test);
                result.Number("midPValue", test.MidPValue);
                result.Number("lessPValue", test.LessPValue);
                result.Number("greaterPValue", test.GreaterPValue);
            }
            else
            {
                var test = FreemanHaltonTest.Test(table.Counts, new FreemanHaltonOptions { Method = call.Get(exact), Seed = call.Get(seed) });
                result.Header(test.Test.Method, table.Counts.Total);
                result.Number("pValue", test.Test.PValue);
                result.Number("standardError", test.StandardError);
            }

            table.Write(result);
        });
    }
}
