using ReportPipeline.Statistics;

namespace ReportPipeline.Cli.Stats.Output;

/// <summary>Parts that several methods write in the same way.</summary>
internal static class ResultParts
{
    /// <summary>What every result starts with. Rows are never left out, so <c>missing</c> is 0: a missing value is an error.</summary>
    public static void Header(this ResultWriter result, string method, long subjects)
    {
        result.Text("method", method);
        result.Count("n", subjects);
        result.Count("missing", 0);
    }

    /// <summary>A χ² test: <c>chiSquare</c>, <c>degreesOfFreedom</c>, <c>pValue</c>.</summary>
    public static void ChiSquare(this ResultWriter result, TestResult test)
    {
        result.Number("chiSquare", test.Statistic);
        result.Number("degreesOfFreedom", test.DegreesOfFreedom);
        result.Number("pValue", test.PValue);
    }

    /// <summary>A χ² test as an object of its own, with its method.</summary>
    public static void ChiSquare(this ResultWriter result, string name, TestResult test) => result.Object(name, () =>
    {
        result.Text("method", test.Method);
        result.ChiSquare(test);
    });

    /// <summary>A t test: <c>t</c>, <c>degreesOfFreedom</c>, <c>pValue</c>.</summary>
    public static void TTest(this ResultWriter result, TestResult test)
    {
        result.Number("t", test.Statistic);
        result.Number("degreesOfFreedom", test.DegreesOfFreedom);
        result.Number("pValue", test.PValue);
    }

    /// <summary>An interval as an object of its own.</summary>
    public static void Interval(this ResultWriter result, string name, ConfidenceInterval interval) => result.Object(name, () =>
    {
        result.Text("method", interval.Method);
        result.Number("level", interval.Level);
        result.Bounds(interval);
    });

    /// <summary>The sizes of groups, in their order.</summary>
    public static void Sizes(this ResultWriter result, IReadOnlyList<string> labels, IReadOnlyList<double[]> samples) =>
        result.List("groups", Enumerable.Range(0, labels.Count), group =>
        {
            result.Text("group", labels[group]);
            result.Count("n", samples[group].Length);
        });
}
