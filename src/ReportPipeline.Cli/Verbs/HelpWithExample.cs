using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ReportPipeline.Cli.Verbs;

/// <summary>A verb that knows how it is called.</summary>
internal sealed class VerbWithExample(string name, string description, string example) : Command(name, description)
{
    public string Example => example;
}

/// <summary>The usual help, with the verb's example below it; the list of verbs stays one line each.</summary>
internal sealed class HelpWithExample(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public static void PutInto(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is SynchronousCommandLineAction usual and not HelpWithExample)
            help.Action = new HelpWithExample(usual);
    }

    /// <summary>Who asks for help need not give what the verb requires.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is VerbWithExample verb)
        {
            parseResult.InvocationConfiguration.Output.WriteLine("Example:");
            parseResult.InvocationConfiguration.Output.WriteLine($"  {verb.Example}");
        }

        return code;
    }
}
