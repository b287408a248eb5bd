using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats cuminc</c>.</summary>
internal static class CumulativeIncidenceCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("cuminc",
            "Aalen–Johansen cumulative incidence of every cause with log-log intervals, and with --group Gray's test per cause.",
            "--data tied.csv --time time --event cause --group group");
        var time = method.Column("--time", ColumnKind.Time, "Column of the times to the first event or censoring; none negative.");
        var @event = method.Column("--event", ColumnKind.Cause, "Column of the causes: 0 censored, 1, 2, … the event that came first.");
        var group = method.Column("--group", ColumnKind.Category, "Column of the groups.", required: false);
        var strata = method.Column("--strata", ColumnKind.Category, "Column of the strata of Gray's test.", required: false);
        var variance = method.Choice("--variance", "Variance of the incidence (SAS and cmprsk: aalen).",
            ("aalen", IncidenceVariance.Aalen), ("delta", IncidenceVariance.Delta));
        var rho = method.Add(MethodOptions.Number("--rho", "ρ of Gray's weight (1 − F(t−))^ρ.", 0, ("of at least 0", value => value >= 0)));
        return method.Runs((call, result) =>
        {
            var read = call.Read(time, @event, group, strata);
            var causes = read[1]!.WholeNumbers();
            var sample = CompetingRisksSample.Create(read[0]!.Numbers, causes, read[2]?.Codes, read[3]?.Codes);
            var options = new CumulativeIncidenceOptions { Level = call.Level, Variance = call.Get(variance) };
            result.Header("Aalen–Johansen cumulative incidence", sample.Subjects);
            result.Text("variance", call.Name(variance));
            result.Text("intervalMethod", "log-log");
            result.Number("level", call.Level);
            int[] observed = [.. causes.Where(cause => cause > 0).Distinct().Order()];
            result.List("causes", observed, cause =>
            {
                result.Count("cause", cause);
                if (read[2] is not null) result.ChiSquare("gray", GrayTest.Test(sample, cause, call.Get(rho)));
                result.List("groups", CumulativeIncidence.EstimateByGroup(sample, cause, options), item => Write(
                    result, read[2]?.Labels[item.Group] ?? KaplanMeierCommand.Everyone, item.Curve.Value));
            });
        });
    }

    private static void Write(ResultWriter result, string group, CumulativeIncidenceCurve curve)
    {
        result.Text("group", group);
        result.Count("events", curve.Steps.Sum(step => step.Events));
        result.List("steps", curve.Steps, step =>
        {
            var at = curve.At(step.Time).Value;
            result.Number("time", step.Time);
            result.Count("atRisk", step.AtRisk);
            result.Count("events", step.Events);
            result.Number("incidence", at.Incidence);
            result.Number("standardError", at.StandardError);
            result.Bounds(at.Interval);
        });
    }
}
