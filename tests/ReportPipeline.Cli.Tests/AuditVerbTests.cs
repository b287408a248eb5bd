using ReportPipeline.Tests;

namespace ReportPipeline.Cli.Tests;

public sealed class AuditVerbTests
{
    [Theory]
    [InlineData("en", "2/56 gives it")]
    [InlineData("zh-Hans", "2/56才得此值")]
    public async Task Run_PublishedClaims_SaysWhatReproducesAndWhatDoesNot(string language, string finding)
    {
        var run = await ToolProcess.RunAsync(["audit", "--claims", Repository.PathOf("protocols", "claims", "msc-covid19.claims.json"), "--language", language]);

        run.Errors.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("survival-fas");
        run.Output.ShouldContain("does not reproduce");
        run.Output.ShouldContain(finding);
    }

    [Fact]
    public async Task Run_FileThatHoldsNoClaims_ExitCode2AndTheReason()
    {
        var run = await ToolProcess.RunAsync(["audit", "--claims", Repository.PathOf("protocols", "msc-covid19.json")]);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("msc-covid19.json");
        run.Output.ShouldBeEmpty();
    }
}
