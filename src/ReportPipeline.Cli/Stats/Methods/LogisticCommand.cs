using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Models;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats logistic</c>.</summary>
internal static class LogisticCommand
{
    private static readonly string[] OfAFit =
        ["coefficients", "logLikelihood", "iterations", "separation", "likelihoodRatio", "score", "wald"];

    public static Command Create()
    {
        var method = new MethodCommand("logistic",
            "Logistic regression. When covariates separate the outcomes, Firth's estimate with profile-likelihood intervals replaces the infinite one, and the result says so. lower and upper bound the odds ratio.",
            "--data ovarian.csv --event event --covariates rx,age --firth");
        var @event = method.Column("--event", ColumnKind.Event, "Column of the outcome: 1 yes, 0 no.");
        var covariates = method.Columns("--covariates", ColumnKind.Covariate, ModelColumns.Description);
        var firth = method.Add(new Option<bool>("--firth") { Description = "Firth's penalised likelihood in any case." });
        return method.Runs((call, result) =>
        {
            var (named, listed) = call.Read(covariates, @event);
            var outcomes = named[0]!.Flags();
            var design = DesignMatrix.WithIntercept(outcomes.Length, [.. listed.Select(column => ModelColumns.Term(column))]);
            var fitted = LogisticRegression.Fit(
                outcomes, design, call.Get(firth) ? LogisticMethod.Firth : LogisticMethod.MaximumLikelihoodOrFirth, call.Level);
            result.Header(fitted.IsEstimable ? fitted.Value.Method : "logistic regression", outcomes.Length);
            result.Count("events", outcomes.Count(outcome => outcome));
            result.Flag("firth", call.Get(firth));
            result.Number("level", call.Level);
            result.References(listed);
            if (fitted.IsEstimable) Write(result, fitted.Value, call.Get(firth));
            else Array.ForEach(OfAFit, name => result.NotEstimable(name, fitted.Reason!));
        });
    }

    private static void Write(ResultWriter result, LogisticFit fit, bool firth)
    {
        var penalised = firth || fit.Separated;
        result.Flag("separation", fit.Separated);
        result.List("coefficients", fit.Coefficients, coefficient =>
        {
            if (penalised) WritePenalised(result, coefficient, fit.Inference(coefficient.Name));
            else Write(result, coefficient);
        });
        result.Number("logLikelihood", fit.LogLikelihood);
        result.Count("iterations", fit.Iterations);
        var (likelihoodRatio, score, wald) = fit.GlobalTests();
        result.ChiSquare("likelihoodRatio", likelihoodRatio);
        result.ChiSquare("score", score);
        result.ChiSquare("wald", wald);
    }

    private static void Write(ResultWriter result, LogisticCoefficient coefficient)
    {
        Start(result, coefficient);
        OddsBounds(result, coefficient.WaldInterval);
        result.Number("z", coefficient.Estimate.Select(estimate => estimate / coefficient.StandardError.Value));
        result.Number("pValue", coefficient.Wald.PValue);
        result.Text("test", coefficient.Wald.Method);
    }

    private static void WritePenalised(ResultWriter result, LogisticCoefficient coefficient, LikelihoodInference inference)
    {
        Start(result, coefficient);
        OddsBounds(result, inference.ProfileInterval);
        result.Number("chiSquare", inference.LikelihoodRatio.Statistic);
        result.NotEstimable("z", "the test is a likelihood-ratio test, whose statistic is chiSquare");
        result.Number("pValue", inference.LikelihoodRatio.PValue);
        result.Text("test", inference.LikelihoodRatio.Method);
    }

    private static void Start(ResultWriter result, LogisticCoefficient coefficient)
    {
        result.Text("name", coefficient.Name);
        result.Number("estimate", coefficient.Estimate);
        result.Number("standardError", coefficient.StandardError);
        result.Number("oddsRatio", Odds(coefficient.Estimate));
    }

    private static void OddsBounds(ResultWriter result, ConfidenceInterval interval)
    {
        result.Number("lower", Odds(interval.Lower));
        result.Number("upper", Odds(interval.Upper));
        result.Text("intervalMethod", interval.Method);
    }

    private static Estimable<double> Odds(Estimable<double> logarithm)
    {
        if (!logarithm.IsEstimable) return logarithm;
        var odds = Math.Exp(logarithm.Value);
        return odds is > 0 and < double.PositiveInfinity
            ? odds
            : Estimable<double>.Not("the odds ratio is too far from 1 to be written as a number");
    }
}
