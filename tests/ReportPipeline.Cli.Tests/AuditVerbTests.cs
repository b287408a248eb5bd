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
        // It is about all statements, not about the one that happens to stand last.
        run.Output.Split("About all statements together:")[1].ShouldStartWith($"{Environment.NewLine}  NO-MULTIPLICITY-CONTROL: ");
    }

    [Theory]
    [InlineData("{\"claims\": [}", "not JSON")]
    [InlineData("{\"claims\": []}", "$: missing: 'publication', 'significanceLevel', 'confidenceLevel'")]
    [InlineData("""{"publication":"p","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[],"colour":1}""", "$.colour: unknown field")]
    [InlineData("""{"publication":"p","significanceLevel":"x","confidenceLevel":0.95,"claims":[]}""", "$.significanceLevel: not the kind of value that belongs here")]
    [InlineData("""{"publication":"p","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"sum","id":"a","statement":"s","where":"w","parts":[1],"total":1,"sums":2}]}""", "$.claims[0].sums: unknown field")]
    [InlineData("""{"publication":"p","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"guess","id":"a"}]}""", "$.claims[0]")]
    [InlineData("""{"publication":"p","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"id":"a"}]}""", "$.claims[0]: 'kind' is missing or not one of comparison, hazard-ratio, mean, odds-ratio, p-value, risk-difference, risk-ratio, sum")]
    [InlineData("""{"publication":null,"significanceLevel":0.05,"confidenceLevel":0.95,"claims":[]}""", "$.publication: must not be null")]
    public async Task Run_ClaimsFileWithAMistake_SaysPlaceAndFieldInWordsOfTheFile(string file, string problem)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("claims-").FullName, "mistaken.claims.json");
        await File.WriteAllTextAsync(path, file);

        var run = await ToolProcess.RunAsync(["audit", "--claims", path]);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldStartWith("mistaken.claims.json: ");
        run.Errors.ShouldContain(problem);
        run.Errors.ShouldNotContain("ReportPipeline.");
        run.Errors.ShouldNotContain("System.");
        run.Errors.ShouldNotContain(".NET");
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
