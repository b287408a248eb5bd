using System.CommandLine;
using ReportPipeline.Cli.Demo;
using ReportPipeline.Cli.FunctionApp;
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
        var openDesk = new Option<bool>("--open-desk") { Description = "Leaves the web desk running until Ctrl-C and prints its sign-in links." };
        verb.Add(output);
        verb.Add(openDesk);
        verb.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(output), parsed.GetValue(openDesk), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(DirectoryInfo output, bool openDesk, CancellationToken cancellation)
    {
        DemoSession session = null!;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress => session = await DemoRun.RunAsync(output, progress, cancellation));
        await using var running = session;
        foreach (var line in session.Summary.Lines())
            Console.WriteLine(line);
        if (openDesk)
            await KeepDeskAsync(session.Pipeline!.App.Address, cancellation);
        return session.Summary.Complete ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task KeepDeskAsync(Uri app, CancellationToken cancellation)
    {
        foreach (var line in DeskLinks.Lines(app, SampleProtocol.File))
            Console.WriteLine(line);
        Console.WriteLine("Ctrl-C ends it and takes its data away.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopping");
        }
    }
}
