using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Cli.Qualification;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Tests;

namespace ReportPipeline.Cli.Tests;

/// <summary>The qualification passes on what was built, fails on what is not there, and signs what it says either way.</summary>
public sealed class QualifyVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("qualify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Qualify_ProgramAsBuilt_PassesAndSignsItsProtocolWithTheKeyGiven()
    {
        var key = SigningKey.Create();
        await File.WriteAllTextAsync(PathOf("signing.pem"), key.ToPem());

        await using var deployed = await DeployedAsync();

        var run = await ToolProcess.RunAsync(["qualify", "--key", PathOf("signing.pem"), "--url", deployed.Address.ToString(), "--out", folder]);

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldContain("passed  IQ-05");
        run.Output.ShouldNotContain("FAILED");
        run.Output.Split('\n').Count(line => line.StartsWith("passed", StringComparison.Ordinal)).ShouldBeGreaterThan(30);
        Signed().ShouldBe(key.Verification.KeyId);
    }

    [Fact]
    public async Task Qualify_FolderWithoutAProgram_FailsWithASignedProtocolThatSaysSo()
    {
        var empty = Directory.CreateDirectory(PathOf("empty")).FullName;

        var nobody = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{FunctionAppProcess.FreePort()}");
        var run = await ToolProcess.RunAsync(["qualify", "--program", empty, "--url", nobody, "--out", folder]);

        run.ExitCode.ShouldBe(1, run.Output + run.Errors);
        run.Output.ShouldContain("FAILED  IQ-05");
        run.Output.ShouldContain("FAILED  IQ-02");
        run.Output.ShouldContain($"found {Path.Combine(empty, "ReportPipeline.Functions")} is missing or cannot be executed");
        run.Output.ShouldNotContain("Win32Exception");
        run.Output.ShouldContain("Not qualified");
        Signed().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Qualify_KeyThatIsNone_ExitCode2AndNothingWritten()
    {
        await File.WriteAllTextAsync(PathOf("signing.pem"), "no key");

        var run = await ToolProcess.RunAsync(["qualify", "--key", PathOf("signing.pem"), "--out", PathOf("out")]);

        run.ExitCode.ShouldBe(2);
        Directory.Exists(PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public void Passed_OneStepFailedOrNone_IsFalse()
    {
        var passed = new QualificationStep("OQ-01", "one", "1", "1", true);
        var failed = QualificationStep.Compare("OQ-02", "two", "2", "3");

        new QualificationRecord([], [passed], []).Passed.ShouldBeTrue();
        new QualificationRecord([], [passed, failed], []).Passed.ShouldBeFalse();
        new QualificationRecord([], [], []).Passed.ShouldBeFalse();
    }

    /// <summary>A deployed system stands still for the check: it asks whether it lives and which version it is, not for its storage.</summary>
    private Task<FunctionAppProcess> DeployedAsync() => FunctionAppProcess.StartAsync(new FunctionAppStart
    {
        Settings = DevelopmentSettings.Create("UseDevelopmentStorage=true", PathOf("keys"), Repository.PathOf("protocols", "msc-covid19.json")),
        UnderHost = true,
    });

    /// <summary>The id of the key that the protocol's signature verifies with; fails when it does not.</summary>
    private string Signed()
    {
        var key = VerificationKey.FromPem(File.ReadAllText(PathOf("verification-key.pem")));
        key.Verify(File.ReadAllBytes(PathOf("qualification.docx")), File.ReadAllBytes(PathOf("qualification.docx.sig"))).ShouldBeTrue();
        return key.KeyId;
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
