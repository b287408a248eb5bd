using System.CommandLine;
using ReportPipeline.Cli.Demo;
using Spectre.Console;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>demo</c>: from two hospitals' bundles to the committee's report, with every real part in between.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for the report and the results.",
            DefaultValueFactory = _ => new DirectoryInfo("demo-output"),
        };
        var verb = CommandLine.Verb("demo",
            "Starts Azurite and the function app, posts the sample trial's bundles of both hospitals over HTTP, fires the timer and fetches the report.",
            $"{CommandLine.Tool} demo --out ./demo-output");
        verb.Add(output);
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(output), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(DirectoryInfo output, CancellationToken cancellation)
    {
        DemoSummary summary = null!;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress => summary = await DemoRun.RunAsync(output, progress, cancellation));
        foreach (var line in summary.Lines())
            Console.WriteLine(line);
        return summary.Complete ? CommandLine.Done : CommandLine.Failed;
    }
}
