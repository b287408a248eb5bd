using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Ranks;
using Reference = ReportPipeline.Statistics.Ranks.SignedRankMethod;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats signedrank</c>.</summary>
internal static class SignedRankCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("signedrank",
            "Wilcoxon signed-rank test of paired values with the Hodges–Lehmann pseudo-median of after minus before. statistic is V, the sum of the positive mid-ranks.",
            "--data pairs.csv --before baseline --after day28 --method exact");
        var before = method.Column("--before", ColumnKind.Number, "Column of the first values.");
        var after = method.Column("--after", ColumnKind.Number, "Column of the second values.");
        var reference = method.Choice("--method", "Reference distribution; exact gives way to normal in large samples, and says so.",
            ("exact", Reference.Exact), ("normal", Reference.NormalWithCorrection), ("normal-uncorrected", Reference.Normal));
        var zeros = method.Choice("--zeros", "Differences of zero.", ("drop", ZeroDifferences.Drop), ("pratt", ZeroDifferences.Pratt));
        return method.Runs((call, result) =>
        {
            var read = call.Read(before, after);
            double[] differences = [.. read[1]!.Numbers.Zip(read[0]!.Numbers, (second, first) => second - first)];
            var exact = call.Get(reference) == Reference.Exact;
            var test = SignedRankTest.Test(differences, call.Get(zeros), call.Get(reference));
            result.Header(test.Test.Method, differences.Length);
            result.Number("statistic", test.PositiveRankSum);
            result.Count("zeroDifferences", test.Zeros);
            RankOutput.Write(result, test.Test, exact);
            RankOutput.Write(result, HodgesLehmann.PseudoMedian(differences, call.Get(zeros), RankOutput.Interval(exact), call.Level));
        });
    }
}
