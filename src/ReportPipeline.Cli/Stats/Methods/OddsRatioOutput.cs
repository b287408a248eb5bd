using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>The odds ratios of a 2×2 table: first row's odds of the first column over the second row's.</summary>
internal static class OddsRatioOutput
{
    public static ChoiceOption<OddsRatioInterval> Interval(MethodCommand method) => method.Choice(
        "--interval", "Interval of the conditional odds ratio.",
        ("central", OddsRatioInterval.Central), ("minimum-likelihood", OddsRatioInterval.MinimumLikelihood));

    public static void Write(ResultWriter result, FisherResult test)
    {
        result.Number("oddsRatioConditional", test.ConditionalOddsRatio);
        result.Number("oddsRatioSample", test.SampleOddsRatio);
        result.Bounds(test.Interval);
        result.Text("intervalMethod", test.Interval.Method);
        result.Number("level", test.Interval.Level);
    }
}
