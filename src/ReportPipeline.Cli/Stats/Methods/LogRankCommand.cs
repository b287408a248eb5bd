using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats logrank</c>.</summary>
internal static class LogRankCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("logrank",
            "Log-rank test of any number of groups, weighted and stratified, with the hypergeometric variance.",
            "--data lung.csv --time time --event event --group sex --weights fleming-harrington --rho 1 --gamma 0",
            hasIntervals: false);
        var columns = SurvivalColumns.Of(method);
        var group = method.Column("--group", ColumnKind.Category, "Column of the groups.");
        var strata = method.Column("--strata", ColumnKind.Category, "Column of the strata.", required: false);
        var weights = method.Choice<LogRankWeight?>("--weights", "Weight of an event time.",
            ("logrank", LogRankWeight.LogRank), ("gehan", LogRankWeight.Gehan), ("tarone-ware", LogRankWeight.TaroneWare),
            ("peto-peto", LogRankWeight.PetoPeto), ("fleming-harrington", null));
        var rho = method.Add(Exponent("--rho", "ρ of Fleming–Harrington's S(t−)^ρ (1 − S(t−))^γ."));
        var gamma = method.Add(Exponent("--gamma", "γ of Fleming–Harrington's weight."));
        return method.Runs((call, result) =>
        {
            var weight = call.Get(weights);
            if (weight is not null && (call.Given(rho) || call.Given(gamma)))
                throw new StatsInputException("--rho and --gamma belong to --weights fleming-harrington.");
            var read = call.Read(columns.Time, columns.Event, group, strata);
            var sample = SurvivalColumns.Sample(read);
            var (labels, stratumLabels) = (read[2]!.Labels, read[3]?.Labels);
            Write(result, sample, LogRank.Test(sample, weight ?? LogRankWeight.FlemingHarrington(call.Get(rho), call.Get(gamma))), labels);
            result.Object("conventions", () =>
            {
                result.Text("weights", call.Name(weights));
                result.Text("variance", "hypergeometric");
                if (weight is null) result.Number("rho", call.Get(rho));
                if (weight is null) result.Number("gamma", call.Get(gamma));
                if (stratumLabels is not null) result.Texts("strata", stratumLabels);
            });
        });
    }

    private static void Write(ResultWriter result, SurvivalSample sample, LogRankResult test, string[] labels)
    {
        result.Header(test.Test.Method, sample.Subjects);
        result.Count("events", sample.Events);
        result.ChiSquare(test.Test);
        result.List("groups", test.Groups, item =>
        {
            result.Text("group", labels[item.Group]);
            result.Count("n", item.Subjects);
            result.Count("observed", item.Observed);
            result.Number("expected", item.Expected);
            result.Number("weightedObserved", item.WeightedObserved);
            result.Number("weightedExpected", item.WeightedExpected);
        });
    }

    private static Option<double> Exponent(string name, string description) =>
        MethodOptions.Number(name, description, 0, ("of at least 0", value => value >= 0));
}
