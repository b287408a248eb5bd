using System.CommandLine;

namespace ReportPipeline.Cli.Stats.Methods;

/// <summary>Numbers on the command line, separated by commas.</summary>
internal static class NumberList
{
    public static double[] Of(MethodCall call, Option<string> option, string rule, Func<double, bool> holds) =>
    [
        .. call.Get(option)!.Split(',').Select(token => MethodOptions.TryParse(token, out var number) && holds(number)
            ? number
            : throw new StatsInputException($"{option.Name} takes numbers {rule}, separated by commas.")),
    ];
}
