using System.CommandLine;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Multiplicity;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats adjust</c>.</summary>
internal static class AdjustCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("adjust",
            "P values adjusted for multiplicity, in the order given.",
            "--p-values 0.01,0.02,0.03,0.04 --method holm",
            hasIntervals: false);
        var values = method.Add(new Option<string>("--p-values") { Description = "The P values, separated by commas.", Required = true });
        var adjustment = method.Choice<Func<IReadOnlyList<double>, IReadOnlyList<double>>>("--method", "The adjustment.",
            ("holm", PValueAdjustment.Holm), ("hochberg", PValueAdjustment.Hochberg),
            ("benjamini-hochberg", PValueAdjustment.BenjaminiHochberg), ("bonferroni", PValueAdjustment.Bonferroni));
        return method.Runs((call, result) =>
        {
            var raw = NumberList.Of(call, values, "from 0 to 1", number => number is >= 0 and <= 1);
            result.Header($"P values adjusted, {call.Name(adjustment)}", raw.Length);
            result.List("pValues", raw.Zip(call.Get(adjustment)(raw)), pair =>
            {
                result.Number("pValue", pair.First);
                result.Number("adjusted", pair.Second);
            });
        });
    }
}
