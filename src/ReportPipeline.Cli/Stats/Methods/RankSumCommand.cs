using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Ranks;
using Reference = ReportPipeline.Statistics.Ranks.RankSumMethod;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats ranksum</c>.</summary>
internal static class RankSumCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("ranksum",
            "Wilcoxon–Mann–Whitney test of two groups with the Hodges–Lehmann shift (first group minus second, in the order printed). statistic is the Mann–Whitney count W of the first group, ties counting half.",
            "--data lung.csv --value age --group sex --method exact");
        var value = method.Column("--value", ColumnKind.Number, "Column of the values.");
        var group = method.Column("--group", ColumnKind.Category, "Column of the two groups.");
        var reference = method.Choice("--method", "Reference distribution; exact gives way to normal in large samples, and says so.",
            ("exact", Reference.Exact), ("normal", Reference.NormalWithCorrection), ("normal-uncorrected", Reference.Normal), ("t", Reference.StudentT));
        return method.Runs((call, result) =>
        {
            var read = call.Read(value, group);
            var samples = TwoSamples.Of(read[0]!, read[1]!);
            var test = RankSumTest.Test(samples.First, samples.Second, call.Get(reference));
            var shift = HodgesLehmann.Shift(samples.First, samples.Second, RankOutput.Interval(call.Get(reference) == Reference.Exact), call.Level);
            result.Header(test.Test.Method, read[0]!.Rows);
            result.Number("statistic", test.MannWhitney);
            result.Number("rankSum", test.RankSum);
            RankOutput.Write(result, test.Test, call.Get(reference) == Reference.Exact);
            RankOutput.Write(result, shift);
            result.Sizes(samples.Labels, [samples.First, samples.Second]);
        });
    }
}
