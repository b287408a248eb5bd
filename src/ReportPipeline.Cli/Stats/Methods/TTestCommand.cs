using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Means;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats ttest</c>.</summary>
internal static class TTestCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("ttest",
            "Student's t test, two-sided: of two groups (--value --group, first minus second in the order printed), of pairs (--before --after, after minus before), or of one mean (--value, --mu).",
            "--data lung.csv --value age --group sex --variance welch");
        var value = method.Column("--value", ColumnKind.Number, "Column of the values.", required: false);
        var group = method.Column("--group", ColumnKind.Category, "Column of the two groups.", required: false);
        var before = method.Column("--before", ColumnKind.Number, "Column of the first values of pairs.", required: false);
        var after = method.Column("--after", ColumnKind.Number, "Column of the second values of pairs.", required: false);
        var welch = method.Choice("--variance", "Two groups: variances of their own, or one for both.", ("welch", true), ("pooled", false));
        var hypothesis = method.Add(MethodOptions.Number("--mu", "One mean: its value under the hypothesis.", 0, ("that is finite", double.IsFinite)));
        return method.Runs((call, result) =>
        {
            var isPaired = call.Has(before) && call.Has(after) && !call.Has(value) && !call.Has(group);
            if (!isPaired && (!call.Has(value) || call.Has(before) || call.Has(after)))
                throw new StatsInputException("Give --value with or without --group, or --before with --after.");
            if (call.Given(hypothesis) && (isPaired || call.Has(group)))
                throw new StatsInputException("--mu belongs to the test of one mean.");
            var read = call.Read(value, group, before, after);
            if (isPaired)
                Write(result, TTest.Paired(read[3]!.Numbers, read[2]!.Numbers, call.Level), read[2]!.Rows);
            else if (read[1] is { } groups)
                Write(result, TwoSamples.Of(read[0]!, groups), call.Get(welch), call.Level);
            else
                Write(result, TTest.OneSample(read[0]!.Numbers, call.Get(hypothesis), call.Level), read[0]!.Rows);
        });
    }

    private static void Write(ResultWriter result, TwoSamples samples, bool welch, double level)
    {
        var test = welch ? TTest.Welch(samples.First, samples.Second, level) : TTest.Pooled(samples.First, samples.Second, level);
        Write(result, test, samples.First.Length + samples.Second.Length);
        result.List("groups", [(samples.Labels[0], samples.First), (samples.Labels[1], samples.Second)], group =>
        {
            var (label, values) = group;
            result.Text("group", label);
            result.Count("n", values.Length);
            result.Number("mean", Moments.Mean(values));
            result.Number("standardDeviation", Moments.StandardDeviation(values));
        });
    }

    private static void Write(ResultWriter result, TTestResult test, int subjects)
    {
        result.Header(test.Test.Method, subjects);
        result.Number("estimate", test.Estimate);
        result.Number("standardError", test.StandardError);
        result.TTest(test.Test);
        result.Bounds(test.Interval);
        result.Number("level", test.Interval.Level);
    }
}
