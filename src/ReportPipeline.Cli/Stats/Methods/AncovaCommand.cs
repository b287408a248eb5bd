using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Models;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats ancova</c>.</summary>
internal static class AncovaCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("ancova",
            "Analysis of covariance: every arm against the reference, adjusted means (SAS LSMEANS) and type III F tests; main effects only.",
            "--data lung.csv --value time --group sex --covariates age --reference 1");
        var value = method.Column("--value", ColumnKind.Number, "Column of the response.");
        var group = method.Column("--group", ColumnKind.Category, "Column of the treatment arms.");
        var covariates = method.Columns("--covariates", ColumnKind.Covariate, ModelColumns.Description);
        var reference = method.Add(new Option<string?>("--reference") { Description = "The arm that the others are compared with; the first by default." });
        var variance = method.Choice("--variance", "Variance of the coefficients: one residual variance, or robust (MacKinnon & White).",
            ("classical", CoefficientVariance.Classical), ("hc0", CoefficientVariance.HC0), ("hc1", CoefficientVariance.HC1),
            ("hc2", CoefficientVariance.HC2), ("hc3", CoefficientVariance.HC3));
        return method.Runs((call, result) =>
        {
            var (named, listed) = call.Read(covariates, value, group);
            if (call.Get(reference) is { } arm && !named[1]!.Labels.Contains(arm))
                throw new StatsInputException($"Column \"{named[1]!.Name}\" has no group \"{arm}\".");
            var fitted = Ancova.Fit(
                named[0]!.Numbers,
                ModelColumns.Term(named[1]!, call.Get(reference)),
                [.. listed.Select(column => ModelColumns.Term(column))],
                call.Get(variance),
                call.Level);
            result.Header("analysis of covariance, least squares", named[0]!.Rows);
            result.Text("variance", call.Name(variance));
            result.Number("level", call.Level);
            result.Text("reference", call.Get(reference) ?? named[1]!.Labels[0]);
            result.References(listed);
            if (fitted.IsEstimable) Write(result, fitted.Value);
            else Array.ForEach(["effects", "adjustedMeans", "terms", "coefficients"], name => result.NotEstimable(name, fitted.Reason!));
        });
    }

    private static void Write(ResultWriter result, AncovaResult fit)
    {
        result.List("effects", fit.Effects, contrast => Write(result, contrast));
        result.List("adjustedMeans", fit.AdjustedMeans, contrast => Write(result, contrast));
        result.List("terms", fit.TermTests, term =>
        {
            result.Text("name", term.Term);
            result.Text("method", term.Test.Method);
            result.Number("f", term.Test.Statistic);
            result.Number("degreesOfFreedom", term.Test.DegreesOfFreedom);
            result.Number("residualDegreesOfFreedom", fit.Fit.ResidualDegreesOfFreedom);
            result.Number("pValue", term.Test.PValue);
        });
        result.List("coefficients", fit.Fit.Coefficients, contrast => Write(result, contrast));
    }

    private static void Write(ResultWriter result, LinearContrast contrast)
    {
        result.Text("name", contrast.Name);
        result.Number("estimate", contrast.Estimate);
        result.Number("standardError", contrast.StandardError);
        result.TTest(contrast.Test);
        result.Bounds(contrast.Interval);
    }
}
