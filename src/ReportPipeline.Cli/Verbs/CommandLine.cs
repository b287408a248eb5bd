using System.CommandLine;
using System.CommandLine.Parsing;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Custody;
using ReportPipeline.Storage;

namespace ReportPipeline.Cli.Verbs;

/// <summary>What all verbs share: how a command line is run and what its exit code means.</summary>
internal static class CommandLine
{
    /// <summary>The work was done.</summary>
    public const int Done = 0;

    /// <summary>The work could not be done, or something was refused; the error stream says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong, or something that has to be installed is not.</summary>
    public const int NotUsable = 2;

    /// <param name="root">All verbs.</param>
    /// <param name="args">The words of the command line.</param>
    /// <param name="configuration">Where output and errors go; the console when omitted.</param>
    public static async Task<int> RunAsync(RootCommand root, string[] args, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration();
        HelpWithExample.PutInto(root);
        configuration.EnableDefaultExceptionHandler = false;
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await configuration.Error.WriteLineAsync(error.Message);
            await configuration.Error.WriteLineAsync($"See: {WordsOf(parsed)} --help");
            return NotUsable;
        }

        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (MissingPrerequisiteException missing)
        {
            await configuration.Error.WriteLineAsync(missing.Message);
            return NotUsable;
        }
        catch (HttpRequestException unreachable) when (unreachable.HttpRequestError == HttpRequestError.ConnectionError)
        {
            await configuration.Error.WriteLineAsync(
                $"{unreachable.Message}: nothing answers there. Start the pipeline in another terminal with '{Tool} serve', or name its address with --url.");
            return Failed;
        }
        catch (Exception fault) when (fault is FunctionAppException or PipelineClientException or HttpRequestException or IOException or StorageUnavailableException or StoredBytesDifferException or LedgerBrokenException)
        {
            await configuration.Error.WriteLineAsync(fault.Message);
            return Failed;
        }
    }

    /// <summary>The verbs as they were typed, for example <c>ledger prove</c>.</summary>
    private static string WordsOf(ParseResult parsed)
    {
        var words = new List<string>();
        for (var place = parsed.CommandResult; place.Command is not RootCommand; place = (CommandResult)place.Parent!)
            words.Insert(0, place.Command.Name);
        return string.Join(' ', [Tool, .. words]);
    }

    /// <summary>How the tool is called from a clone.</summary>
    public const string Tool = "dotnet run --project src/ReportPipeline.Cli --";

    /// <summary>A verb whose help ends with an example.</summary>
    public static Command Verb(string name, string description, string example) =>
        new VerbWithExample(name, description, example);
}
