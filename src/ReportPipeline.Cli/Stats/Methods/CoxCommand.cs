using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats cox</c>.</summary>
internal static class CoxCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("cox",
            "Cox proportional-hazards regression. When covariates separate the events, Firth's estimate with profile-likelihood intervals replaces the infinite one, and the result says so.",
            "--data lung.csv --time time --event event --covariates sex,age --ties efron");
        var columns = SurvivalColumns.Of(method);
        var covariates = method.Columns("--covariates", ColumnKind.Covariate, ModelColumns.Description);
        var strata = method.Column("--strata", ColumnKind.Category, "Column of the strata, each with its own baseline hazard.", required: false);
        var ties = method.Choice("--ties", "Events at the same time (R: efron, SAS: breslow).",
            ("efron", TieHandling.Efron), ("breslow", TieHandling.Breslow), ("exact", TieHandling.Exact));
        var firth = method.Add(new Option<bool>("--firth") { Description = "Firth's penalised likelihood in any case." });
        var robust = method.Add(new Option<bool>("--robust") { Description = "Lin & Wei's sandwich variance." });
        var profile = method.Add(new Option<bool>("--profile") { Description = "Profile-likelihood intervals and likelihood-ratio tests of the coefficients." });
        return method.Runs((call, result) =>
        {
            var (named, listed) = call.Read(covariates, columns.Time, columns.Event, strata);
            var sample = SurvivalSample.Create(named[0]!.Numbers, named[1]!.Flags(), default, named[2]?.Codes);
            var data = new CoxData(sample, [.. listed.SelectMany(Covariates)]);
            var options = new CoxOptions
            {
                Ties = call.Get(ties),
                Level = call.Level,
                AlwaysFirth = call.Get(firth),
                RobustVariance = call.Get(robust),
                Inference = call.Get(profile) ? CoxInference.ProfileLikelihood : CoxInference.Wald,
            };
            result.Header("Cox proportional-hazards regression", sample.Subjects);
            result.Count("events", sample.Events);
            Conventions(result, call.Name(ties), options);
            if (named[2] is { } stratum) result.Texts("strata", stratum.Labels);
            result.References(listed);
            CoxOutput.Write(result, CoxRegression.Fit(data, options));
            CoxOutput.Write(result, ProportionalHazards.Test(data, options));
        });
    }

    private static void Conventions(ResultWriter result, string ties, CoxOptions options) => result.Object("conventions", () =>
    {
        result.Text("ties", ties);
        result.Flag("firth", options.AlwaysFirth);
        result.Flag("robust", options.RobustVariance);
        result.Number("level", options.Level);
        result.Number("gradientTolerance", options.GradientTolerance);
        result.Number("logLikelihoodTolerance", options.LogLikelihoodTolerance);
    });

    private static IEnumerable<CoxCovariate> Covariates(CsvColumn column)
    {
        if (column.IsNumeric) return [new CoxCovariate(column.Name, column.Numbers)];
        if (column.Labels.Length < 2)
            throw new StatsInputException($"Column \"{column.Name}\" is a factor with one label only.");
        return Enumerable.Range(1, column.Labels.Length - 1).Select(label => new CoxCovariate(
            $"{column.Name}={column.Labels[label]}", Array.ConvertAll(column.Codes, code => code == label ? 1.0 : 0.0)));
    }
}
