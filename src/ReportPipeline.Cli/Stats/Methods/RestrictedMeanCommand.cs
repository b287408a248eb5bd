using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats rmst</c>.</summary>
internal static class RestrictedMeanCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("rmst",
            "Restricted mean survival time: the area under the Kaplan–Meier curve up to a horizon, per group. Not estimable past the last censoring.",
            "--data lung.csv --time time --event event --group sex --horizon 365");
        var columns = SurvivalColumns.Of(method);
        var group = method.Column("--group", ColumnKind.Category, "Column of the groups.", required: false);
        var horizon = method.Add(MethodOptions.Number("--horizon", "The horizon, in the unit of the times.", 0, ("above 0", value => value > 0)));
        horizon.Required = true;
        horizon.DefaultValueFactory = null;
        return method.Runs((call, result) =>
        {
            var read = call.Read(columns.Time, columns.Event, group);
            var sample = SurvivalColumns.Sample(read);
            result.Header("restricted mean survival time", sample.Subjects);
            result.Number("horizon", call.Get(horizon));
            result.Number("level", call.Level);
            result.List("groups", KaplanMeier.EstimateByGroup(sample, new KaplanMeierOptions { Level = call.Level }), item =>
            {
                result.Text("group", read[2]?.Labels[item.Group] ?? KaplanMeierCommand.Everyone);
                var mean = RestrictedMeanSurvivalTime.Estimate(item.Curve.Value, call.Get(horizon));
                if (mean.IsEstimable) Write(result, mean.Value);
                else Array.ForEach(["estimate", "standardError", "lower", "upper"], name => result.NotEstimable(name, mean.Reason!));
            });
        });
    }

    private static void Write(ResultWriter result, RestrictedMean mean)
    {
        result.Number("estimate", mean.Mean);
        result.Number("standardError", mean.StandardError);
        result.Bounds(mean.Interval);
    }
}
