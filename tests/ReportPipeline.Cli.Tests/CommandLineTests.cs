namespace ReportPipeline.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("serve")]
    [InlineData("submit")]
    [InlineData("audit")]
    [InlineData("token")]
    [InlineData("simulate")]
    public async Task Help_EveryVerb_ShowsAnExample(string verb)
    {
        var help = await ToolProcess.RunAsync([verb, "--help"]);

        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain("Example:");
        help.Output.ShouldContain($"dotnet run --project src/ReportPipeline.Cli -- {verb} ");
    }

    [Fact]
    public async Task Help_Root_NamesEveryVerb()
    {
        var help = await ToolProcess.RunAsync(["--help"]);

        foreach (var verb in new[] { "demo", "serve", "submit", "token", "simulate" })
            help.Output.ShouldContain(verb);
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
    public async Task Run_CommandLineThatIsWrong_ExitCode2AndASentence(params string[] arguments)
    {
        var run = await ToolProcess.RunAsync(arguments);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldNotBeEmpty();
        run.Output.ShouldBeEmpty();
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
