namespace ReportPipeline.Tests;

/// <summary>The templates compile and lint without an error and without a warning, and this would be noticed.</summary>
public sealed class CompilationTests
{
    [SkippableFact]
    public async Task Build_Main_HasNeitherErrorsNorWarnings()
    {
        var run = await Bicep.Run(
            "build", Repository.PathOf("infra", "main.bicep"), "--stdout", "--no-restore", "--diagnostics-format", "sarif");

        run.Logs().ShouldHaveSingleItem();
        run.Diagnostics().ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("deploymentTemplate.json#");
    }

    [SkippableTheory]
    [InlineData("test")]
    [InlineData("production")]
    public async Task BuildParameters_Stage_HasNeitherErrorsNorWarnings(string stage)
    {
        var run = await Bicep.Run(
            "build-params", Parameters(stage), "--stdout", "--no-restore", "--diagnostics-format", "sarif");

        run.Diagnostics().ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("parametersJson");
    }

    [SkippableTheory]
    [InlineData("test")]
    [InlineData("production")]
    public async Task BuildParameters_TenantUnknown_IsAnError(string stage)
    {
        var run = await Bicep.Run(
            new Dictionary<string, string>(),
            "build-params", Parameters(stage), "--stdout", "--no-restore", "--diagnostics-format", "sarif");

        run.ExitCode.ShouldNotBe(0);
        run.Diagnostics().ShouldContain(diagnostic => diagnostic.Contains("TOKEN_AUTHORITY", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Lint_EveryTemplate_IsClean()
    {
        var templates = Directory.GetFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories);

        var run = await Bicep.Run(
            "lint", "--pattern", Repository.PathOf("infra", "**", "*.bicep"), "--no-restore", "--diagnostics-format", "sarif");

        run.Logs().Count.ShouldBe(templates.Length);
        run.Diagnostics().ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
    }

    [SkippableTheory]
    [InlineData("test")]
    [InlineData("production")]
    public async Task Lint_Parameters_IsClean(string stage)
    {
        var run = await Bicep.Run("lint", Parameters(stage), "--no-restore", "--diagnostics-format", "sarif");

        run.Diagnostics().ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
    }

    [SkippableFact]
    public async Task Build_WrongPropertyType_IsAnError()
    {
        using var folder = new TemporaryFolder();
        var template = folder.Write("wrong.bicep", """
            param location string = resourceGroup().location

            resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: 42
              location: location
              kind: 'StorageV2'
              sku: { name: 'Standard_LRS' }
            }
            """);

        var run = await Bicep.Run("build", template, "--stdout", "--no-restore", "--diagnostics-format", "sarif");

        run.ExitCode.ShouldNotBe(0);
        run.Diagnostics().ShouldContain(diagnostic => diagnostic.StartsWith("error BCP036", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Lint_UnusedParameterUnderOurRules_IsAnError()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.PathOf("infra", "bicepconfig.json"), Path.Combine(folder.Path, "bicepconfig.json"));
        var template = folder.Write("unused.bicep", "param forgotten string\n");

        var run = await Bicep.Run("lint", template, "--no-restore", "--diagnostics-format", "sarif");

        run.ExitCode.ShouldNotBe(0);
        run.Diagnostics().ShouldHaveSingleItem().ShouldStartWith("error no-unused-params");
    }

    private static string Parameters(string stage) => Repository.PathOf("infra", "parameters", $"{stage}.bicepparam");
}
