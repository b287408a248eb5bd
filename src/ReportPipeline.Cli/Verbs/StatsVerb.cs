using System.CommandLine;
using ReportPipeline.Cli.Stats.Methods;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>stats</c>: the project's estimators on anyone's file, so that anyone can check them.</summary>
internal static class StatsVerb
{
    public static Command Create()
    {
        var verb = CommandLine.Verb("stats",
            "Runs a statistical method on a comma-separated file and prints one JSON object (or --format table). A missing value, text among numbers, a negative time or an event other than 0 and 1 is an error that names row and column: exit code 2, nothing on standard output.",
            $"{CommandLine.Tool} stats cox --data lung.csv --time time --event event --covariates sex,age");
        foreach (var method in Methods()) verb.Add(method);
        return verb;
    }

    private static IEnumerable<Command> Methods() =>
    [
        KaplanMeierCommand.Create(),
        LogRankCommand.Create(),
        CoxCommand.Create(),
        FisherCommand.Create(),
        ChiSquareCommand.Create(),
        RankSumCommand.Create(),
        SignedRankCommand.Create(),
        ProportionCommand.Create(),
        RiskDifferenceCommand.Create(),
        TTestCommand.Create(),
        AncovaCommand.Create(),
        LogisticCommand.Create(),
        CumulativeIncidenceCommand.Create(),
        QuantileCommand.Create(),
    ];
}
