using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats km</c>.</summary>
internal static class KaplanMeierCommand
{
    /// <summary>What the one group is called when no column of groups is named.</summary>
    public const string Everyone = "all";

    public static Command Create()
    {
        var method = new MethodCommand("km",
            "Kaplan–Meier curves with Greenwood's standard error, medians with Brookmeyer–Crowley intervals.",
            "--data lung.csv --time time --event event --group sex --transform log-log");
        var columns = SurvivalColumns.Of(method);
        var group = method.Column("--group", ColumnKind.Category, "Column of the groups, one curve each; one curve of all without it.", required: false);
        var transform = method.Choice("--transform", "Scale on which the pointwise interval is symmetric (SAS: log-log, R: log).",
            ("log-log", ConfidenceTransform.LogLog), ("log", ConfidenceTransform.Log), ("plain", ConfidenceTransform.Plain),
            ("arcsine", ConfidenceTransform.ArcsineSquareRoot));
        var plateau = method.Choice("--plateau", "The median when the curve is flat at exactly one half.",
            ("midpoint", PlateauRule.Midpoint), ("first-time", PlateauRule.FirstTime));
        return method.Runs((call, result) =>
        {
            var read = call.Read(columns.Time, columns.Event, group);
            var sample = SurvivalColumns.Sample(read);
            var options = new KaplanMeierOptions { Level = call.Level, Transform = call.Get(transform), Plateau = call.Get(plateau) };
            result.Header("Kaplan–Meier product-limit estimate", sample.Subjects);
            result.Count("events", sample.Events);
            result.Object("conventions", () =>
            {
                result.Text("transform", call.Name(transform));
                result.Text("variance", "Greenwood");
                result.Text("plateau", call.Name(plateau));
                result.Text("ties", "events precede censorings at the same time");
                result.Number("level", call.Level);
            });
            result.List("groups", KaplanMeier.EstimateByGroup(sample, options), item => Write(
                result, read[2]?.Labels[item.Group] ?? Everyone, item.Curve.Value));
        });
    }

    private static void Write(ResultWriter result, string group, KaplanMeierCurve curve)
    {
        var median = curve.Median;
        result.Text("group", group);
        result.Count("n", curve.Subjects);
        result.Count("events", curve.Events);
        result.Number("median", median.Time);
        result.Number("medianLower", median.Interval.Lower);
        result.Number("medianUpper", median.Interval.Upper);
        result.Text("medianIntervalMethod", median.Interval.Method);
        result.List("steps", curve.Steps, step =>
        {
            result.Number("time", step.Time);
            result.Count("atRisk", step.AtRisk);
            result.Count("events", step.Events);
            result.Count("censored", step.Censored);
            result.Number("survival", step.Survival);
            result.Number("standardError", step.StandardError);
            result.Number("lower", step.Lower);
            result.Number("upper", step.Upper);
        });
    }
}
