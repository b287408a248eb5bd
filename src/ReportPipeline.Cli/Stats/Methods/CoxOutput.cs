using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>How <c>stats cox</c> prints a fit.</summary>
internal static class CoxOutput
{
    private static readonly string[] OfAFit =
        ["coefficients", "logLikelihoodNull", "logLikelihood", "iterations", "separation", "likelihoodRatio", "score", "wald"];

    public static void Write(ResultWriter result, Estimable<CoxResult> fitted)
    {
        if (!fitted.IsEstimable)
        {
            foreach (var property in OfAFit) result.NotEstimable(property, fitted.Reason!);
            return;
        }

        var fit = fitted.Value;
        result.Text("estimation", fit.Estimation == CoxEstimation.PartialLikelihood ? "partial likelihood" : "Firth's penalised partial likelihood");
        result.Flag("separation", fit.SeparationNote is not null);
        if (fit.SeparationNote is { } note) result.Text("separationNote", note);
        var isWald = fit.Estimation == CoxEstimation.PartialLikelihood && fit.Options.Inference == CoxInference.Wald;
        result.List("coefficients", fit.Coefficients, coefficient => Write(result, coefficient, isWald));
        result.Number("logLikelihoodNull", fit.NullLogLikelihood);
        result.Number("logLikelihood", fit.LogLikelihood);
        result.Count("iterations", fit.Iterations);
        result.Number("gradient", fit.Gradient);
        result.ChiSquare("likelihoodRatio", fit.LikelihoodRatio);
        result.ChiSquare("score", fit.Score);
        result.ChiSquare("wald", fit.Wald);
        if (fit.PenalisedLikelihoodRatio is { } penalised) result.ChiSquare("penalisedLikelihoodRatio", penalised);
    }

    public static void Write(ResultWriter result, Estimable<ProportionalHazardsResult> tested)
    {
        if (!tested.IsEstimable)
        {
            result.NotEstimable("proportionalHazards", tested.Reason!);
            return;
        }

        result.Object("proportionalHazards", () =>
        {
            result.Text("method", tested.Value.Overall.Method);
            result.Text("timeTransform", "Kaplan–Meier");
            result.List("covariates", tested.Value.Covariates, covariate =>
            {
                result.Text("name", covariate.Name);
                result.ChiSquare(covariate.Test);
            });
            result.ChiSquare("overall", tested.Value.Overall);
        });
    }

    private static void Write(ResultWriter result, CoxCoefficient coefficient, bool isWald)
    {
        result.Text("name", coefficient.Name);
        result.Number("estimate", coefficient.Coefficient);
        result.Number("standardError", coefficient.StandardError);
        result.Number("hazardRatio", coefficient.HazardRatio);
        result.Bounds(coefficient.HazardRatioInterval);
        result.Text("intervalMethod", coefficient.HazardRatioInterval.Method);
        result.Number("chiSquare", coefficient.Test.Statistic);
        if (isWald) result.Number("z", coefficient.Coefficient.Select(estimate => estimate / coefficient.StandardError.Value));
        // z would pretend that the P value comes from the standard error.
        else result.NotEstimable("z", "the test is a likelihood-ratio test, whose statistic is chiSquare");
        result.Number("pValue", coefficient.Test.PValue);
        result.Text("test", coefficient.Test.Method);
    }
}
