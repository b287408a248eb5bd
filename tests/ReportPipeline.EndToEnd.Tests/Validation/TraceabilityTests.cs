using System.Diagnostics;
using System.Text.Json;

namespace ReportPipeline.Tests.Validation;

/// <summary>
/// <c>.ci/traceability.mjs</c> on made-up results of a test run: it fails, and names the requirement, when a test that a requirement needs
/// is missing, failed or was skipped.
/// </summary>
public sealed class TraceabilityTests : IDisposable
{
    private const string Requirement = "CUST-12";
    private const string Test = "EndToEnd/TamperedContainersTests";

    private static readonly string[] Required = ReadRequired();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("traceability-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Matrix_EveryRequiredTestPassed_EveryRequirementIsMet()
    {
        var (code, matrix) = await MatrixOfAsync(Required.Select(test => (test, "Passed")));

        code.ShouldBe(0, matrix);
        matrix.ShouldNotContain("**not met**");
        RowOf(Requirement, matrix).ShouldContain($"`{Test}` 1/1");
    }

    [Fact]
    public async Task Matrix_RequiredTestMissing_FailsAndNamesTheRequirement()
    {
        var (code, matrix) = await MatrixOfAsync(Required.Where(test => test != Test).Select(test => (test, "Passed")));

        code.ShouldBe(1);
        RowOf(Requirement, matrix).ShouldContain($"`{Test}` 0/0");
        NotMet(matrix).ShouldBe([Requirement]);
    }

    // A skipped test is "NotExecuted" in the results.
    [Theory]
    [InlineData("Failed")]
    [InlineData("NotExecuted")]
    public async Task Matrix_RequiredTestDidNotPass_FailsAndNamesTheRequirement(string outcome)
    {
        var (code, matrix) = await MatrixOfAsync(Required.Select(test => (test, test == Test ? outcome : "Passed")));

        code.ShouldBe(1);
        RowOf(Requirement, matrix).ShouldContain($"`{Test}` 0/1");
        NotMet(matrix).ShouldBe([Requirement]);
    }

    [Fact]
    public async Task Matrix_OneOfTwoCasesFailed_Fails()
    {
        var (code, matrix) = await MatrixOfAsync([.. Required.Select(test => (test, "Passed")), (Test, "Failed")]);

        code.ShouldBe(1);
        RowOf(Requirement, matrix).ShouldContain($"`{Test}` 1/2");
        NotMet(matrix).ShouldBe([Requirement]);
    }

    // The name of another class, or of the same class in another project, shows nothing.
    [Theory]
    [InlineData("EndToEnd/TamperedContainersTestsOfAnother")]
    [InlineData("Functions/TamperedContainersTests")]
    public async Task Matrix_OtherTestOfALikeName_CountsForNothing(string other)
    {
        var (code, matrix) = await MatrixOfAsync(Required.Select(test => (test == Test ? other : test, "Passed")));

        code.ShouldBe(1);
        NotMet(matrix).ShouldBe([Requirement]);
    }

    [Fact]
    public async Task Matrix_NoResults_Fails() => (await RunAsync()).Code.ShouldBe(1);

    private async Task<(int Code, string Matrix)> MatrixOfAsync(IEnumerable<(string Test, string Outcome)> cases)
    {
        var executed = cases.Select((one, number) => (one.Test, one.Outcome, Id: $"id-{number}")).ToList();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "run.trx"), $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
            {string.Join('\n', executed.Select(one => $"""    <UnitTestResult executionId="e" testId="{one.Id}" testName="t" outcome="{one.Outcome}" />"""))}
              </Results>
              <TestDefinitions>
            {string.Join('\n', executed.Select(one => DefinitionOf(one.Test, one.Id)))}
              </TestDefinitions>
            </TestRun>
            """);
        return await RunAsync();
    }

    /// <summary>As the test platform writes it: the project in the library's name, in small letters, and class and method apart.</summary>
    private static string DefinitionOf(string test, string id)
    {
        var (project, name) = (test.Split('/')[0], test.Split('/')[1].Split('.'));
        var method = name.Length == 1 ? "Method_State_Result" : $"{name[1]}Rest";
        return $"""
                <UnitTest name="t" storage="/tests/reportpipeline.{project.ToLowerInvariant()}.tests/bin/reportpipeline.{project.ToLowerInvariant()}.tests.dll" id="{id}">
                  <TestMethod codeBase="x" adapterTypeName="y" className="ReportPipeline.Tests.{name[0]}" name="{method}(value: &quot;a.b&quot;)" />
                </UnitTest>
            """;
    }

    private async Task<(int Code, string Matrix)> RunAsync()
    {
        var start = new ProcessStartInfo("node", [Repository.PathOf(".ci", "traceability.mjs"), folder.FullName]) { RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var matrix = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, matrix);
    }

    private static string RowOf(string requirement, string matrix) => matrix.Split('\n').Single(line => line.StartsWith($"| {requirement} |", StringComparison.Ordinal));

    private static IEnumerable<string> NotMet(string matrix) =>
        matrix.Split('\n').Where(line => line.EndsWith("| **not met** |", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim());

    private static string[] ReadRequired()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs", "validation", "requirements.json")));
        return
        [
            .. document.RootElement.GetProperty("requirements").EnumerateArray()
                .SelectMany(requirement => requirement.GetProperty("tests").EnumerateArray().Select(test => test.GetString()!)).Distinct(),
        ];
    }
}
