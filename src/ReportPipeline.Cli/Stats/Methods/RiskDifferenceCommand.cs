using System.CommandLine;
using System.Globalization;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Proportions;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats riskdifference</c>.</summary>
internal static class RiskDifferenceCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("riskdifference",
            "The difference of two proportions, first group minus second (in the order printed), with the risk ratio and the odds ratio.",
            "--table \"2,24;6,12\" --method miettinen-nurminen");
        var source = new TableSource(method, ColumnKind.Event, ("--group", "--event"));
        var interval = method.Choice<Func<TwoProportions, double, EffectEstimate>>("--method", "The interval of lower and upper; both are printed below.",
            ("miettinen-nurminen", RiskDifference.MiettinenNurminen), ("newcombe", RiskDifference.Newcombe));
        return method.Runs((call, result) =>
        {
            var table = source.Read(call);
            if (!table.Counts.IsTwoByTwo)
                throw new StatsInputException(string.Create(
                    CultureInfo.InvariantCulture, $"The table has {table.Counts.Rows} rows and {table.Counts.Columns} columns; this method compares two groups."));
            var groups = new TwoProportions(table.Counts[0, 0], table.Counts.RowTotals[0], table.Counts[1, 0], table.Counts.RowTotals[1]);
            var difference = call.Get(interval)(groups, call.Level);
            result.Header("risk difference, first group minus second", table.Counts.Total);
            result.Number("estimate", difference.Estimate);
            result.Bounds(difference.Interval);
            result.Text("intervalMethod", difference.Interval.Method);
            result.Number("level", call.Level);
            result.Interval("miettinenNurminen", RiskDifference.MiettinenNurminen(groups, call.Level).Interval);
            result.Interval("newcombe", RiskDifference.Newcombe(groups, call.Level).Interval);
            Write(result, "riskRatio", RiskRatio.MiettinenNurminen(groups, call.Level));
            Write(result, "oddsRatio", OddsRatio.Woolf(groups, call.Level));
            table.Write(result);
        });
    }

    private static void Write(ResultWriter result, string name, EffectEstimate effect) => result.Object(name, () =>
    {
        result.Number("estimate", effect.Estimate);
        result.Bounds(effect.Interval);
        result.Text("intervalMethod", effect.Interval.Method);
    });
}
