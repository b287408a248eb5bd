using System.CommandLine;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Statistics.Descriptive;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary><c>stats quantile</c>.</summary>
internal static class QuantileCommand
{
    public static Command Create()
    {
        var method = new MethodCommand("quantile",
            "Sample quantiles by the nine definitions of Hyndman & Fan: of everyone and, with --group, of each group.",
            "--data lung.csv --value age --type 2 --probability 0.25,0.5,0.75",
            hasIntervals: false);
        var value = method.Column("--value", ColumnKind.Number, "Column of the values.");
        var group = method.Column("--group", ColumnKind.Category, "Column of the groups.", required: false);
        var type = method.Choice("--type", "The definition (SAS: 2, R: 7).",
            [.. Enum.GetValues<QuantileType>().OrderBy(type => type != QuantileType.AveragedInverseEmpirical).Select(Named)]);
        var probability = method.Add(new Option<string>("--probability")
        {
            Description = "Probabilities from 0 to 1, separated by commas.",
            DefaultValueFactory = _ => "0.25,0.5,0.75",
        });
        return method.Runs((call, result) =>
        {
            var probabilities = NumberList.Of(call, probability, "from 0 to 1", number => number is >= 0 and <= 1);
            var read = call.Read(value, group);
            result.Header($"sample quantile, type {call.Name(type)} of Hyndman & Fan", read[0]!.Rows);
            Write(result, read[0]!.Numbers, probabilities, call.Get(type));
            if (read[1] is not { } groups) return;
            var parts = read[0]!.SplitBy(groups);
            result.List("groups", Enumerable.Range(0, parts.Length), item =>
            {
                result.Text("group", groups.Labels[item]);
                result.Count("n", parts[item].Length);
                Write(result, parts[item], probabilities, call.Get(type));
            });
        });
    }

    private static (string, QuantileType) Named(QuantileType type) => ($"{type:D}", type);

    private static void Write(ResultWriter result, double[] values, double[] probabilities, QuantileType type) =>
        result.List("quantiles", probabilities, probability =>
        {
            result.Number("probability", probability);
            result.Number("value", Quantile.Of(values, probability, type));
        });
}
