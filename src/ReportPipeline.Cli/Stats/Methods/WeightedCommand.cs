using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Models;
using ReportPipeline.Statistics.Weighting;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats weighted</c>.</summary>
internal static class WeightedCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("weighted",
            "Treated minus control, weighted by propensity scores from a logistic model, with a sandwich variance that counts the scores as estimated.",
            "--data trial.csv --value outcome --treated treated --covariates age,sex --weights overlap");
        var value = method.Column("--value", ColumnKind.Number, "Column of the outcome; 0/1 for a risk difference.");
        var treated = method.Column("--treated", ColumnKind.Event, "Column of the treatment: 1 treated, 0 control.");
        var covariates = method.Columns("--covariates", ColumnKind.Covariate, ModelColumns.Description);
        var kind = method.Choice("--weights", "The weights, hence the population that is described.",
            ("inverse-probability", WeightKind.InverseProbability), ("stabilised", WeightKind.StabilisedInverseProbability), ("overlap", WeightKind.Overlap));
        return method.Runs((call, result) =>
        {
            var (named, listed) = call.Read(covariates, value, treated);
            var design = DesignMatrix.WithIntercept(named[0]!.Rows, [.. listed.Select(column => ModelColumns.Term(column))]);
            var scores = PropensityScores.Estimate(named[1]!.Flags(), design);
            var weights = scores.IsEstimable
                ? BalancingWeights.From(scores.Value, call.Get(kind))
                : Estimable<BalancingWeights>.Not(scores.Reason!);
            result.Header(weights.IsEstimable ? weights.Value.Method : "propensity-score weighting", named[0]!.Rows);
            result.References(listed);
            if (!weights.IsEstimable)
            {
                Array.ForEach(["estimate", "standardError", "lower", "upper", "pValue"], name => result.NotEstimable(name, weights.Reason!));
                return;
            }

            Write(result, WeightedDifference.Of(named[0]!.Numbers, weights.Value, call.Level));
            result.Number("effectiveSampleSizeTreated", weights.Value.EffectiveSampleSize(true));
            result.Number("effectiveSampleSizeControl", weights.Value.EffectiveSampleSize(false));
        });
    }

    private static void Write(ResultWriter result, WeightedDifference difference)
    {
        result.Number("treated", difference.Treated.Estimate);
        result.Number("control", difference.Control.Estimate);
        result.Number("estimate", difference.Estimate);
        result.Number("standardError", difference.StandardError);
        result.Bounds(difference.Interval);
        result.Number("level", difference.Interval.Level);
        result.Number("z", difference.Test.Statistic);
        result.Number("pValue", difference.Test.PValue);
    }
}
