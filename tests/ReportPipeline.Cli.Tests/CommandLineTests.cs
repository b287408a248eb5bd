namespace ReportPipeline.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_EveryVerbAndWhatIsBelowIt_ShowsAnExampleOfItself()
    {
        var verbs = await VerbsBelowAsync([]);
        verbs.Select(verb => verb[0]).Distinct().Count().ShouldBeGreaterThan(9);
        verbs.Count.ShouldBeGreaterThan(25);
    }

    /// <summary>All verbs below these words; each one's help has been looked at.</summary>
    private static async Task<List<string[]>> VerbsBelowAsync(string[] words)
    {
        var help = await ToolProcess.RunAsync([.. words, "--help"]);
        help.ExitCode.ShouldBe(0);
        if (words.Length > 0)
        {
            help.Output.ShouldContain("Example:");
            help.Output.ShouldContain($"dotnet run --project src/ReportPipeline.Cli -- {string.Join(' ', words)}");
        }

        var commands = help.Output.Split("Example:")[0].Split("Commands:").ElementAtOrDefault(1) ?? "";
        // A command's line is indented by two; what follows it is its description.
        var below = commands.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && char.IsLetter(line[2]))
            .Select(line => line.Trim().Split(' ')[0]);
        var found = new List<string[]>();
        foreach (var verb in below)
        {
            found.Add([.. words, verb]);
            found.AddRange(await VerbsBelowAsync([.. words, verb]));
        }

        return found;
    }

    [Theory]
    [InlineData("demo", "--colour", "red")]
    [InlineData("serve", "--prot", "7071")]
    [InlineData("audit")]
    [InlineData("audit", "--claims", "/nowhere/at/all.json")]
    [InlineData("token", "--site", "x", "extra")]
    [InlineData("launch")]
    [InlineData("token")]
    [InlineData("token", "--role", "king")]
    [InlineData("token", "--site", "north", "--role", "operator")]
    [InlineData("token", "--site", "../north")]
    [InlineData("simulate", "--subjects", "0", "--out", "x")]
    [InlineData("simulate", "--subjects", "3")]
    [InlineData("submit", "/nowhere/at/all", "--site", "north")]
    [InlineData("submit", ".", "--site", "north", "--url", "nowhere")]
    [InlineData("serve", "--protocol", "/nowhere/at/all.json")]
    [InlineData("serve", "--port", "99999999")]
    [InlineData("serve", "--port", "-1")]
    [InlineData("serve", "--port", "0")]
    public async Task Run_CommandLineThatIsWrong_ExitCode2AndASentence(params string[] arguments)
    {
        var run = await ToolProcess.RunAsync(arguments);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldNotBeEmpty();
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ledger", "verify")]
    [InlineData("ledger", "prove", "--record", "reports/run/open.en.docx")]
    [InlineData("replay", "--report", "0123456789abcdef")]
    public async Task Run_FolderWithoutStorage_ExitCode2AndNothingWritten(params string[] words)
    {
        var parent = Directory.CreateTempSubdirectory("no-storage-");
        var folder = Path.Combine(parent.FullName, "typo");

        var run = await ToolProcess.RunAsync([.. words, "--data", folder]);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain($"There is no storage here: {folder}");
        run.Output.ShouldBeEmpty();
        parent.EnumerateFileSystemInfos().ShouldBeEmpty();
        parent.Delete(recursive: true);
    }

    [Fact]
    public async Task Demo_NodeIsMissing_SaysWhatToInstall()
    {
        var empty = Directory.CreateTempSubdirectory("no-node-");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!;

        var run = await ToolProcess.RunAsync(["demo", "--out", empty.FullName], start =>
        {
            start.FileName = dotnet;
            start.Environment["PATH"] = empty.FullName;
        });

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("apt-get install nodejs npm");
        run.Errors.ShouldContain("https://nodejs.org");
        Directory.GetFiles(empty.FullName).ShouldBeEmpty();
        empty.Delete(recursive: true);
    }
}
