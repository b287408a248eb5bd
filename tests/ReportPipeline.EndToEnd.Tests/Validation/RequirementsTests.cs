using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReportPipeline.Tests.Validation;

/// <summary>
/// Every requirement names tests that exist. Whether they passed is what <c>.ci/traceability.mjs</c> finds out from the results of a
/// whole run, which no single test can see.
/// </summary>
public sealed partial class RequirementsTests
{
    private static readonly JsonElement[] Requirements = Read();

    public static TheoryData<string> Ids => [.. Requirements.Select(Id)];

    [Fact]
    public void Requirements_Ids_AreUniqueAndOfTheirForm()
    {
        Requirements.Select(Id).ShouldBeUnique();
        Requirements.Select(Id).ShouldAllBe(id => IdForm().IsMatch(id));
        Requirements.Length.ShouldBeGreaterThan(50);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Requirement_Tests_Exist(string id)
    {
        var requirement = Requirements.Single(one => Id(one) == id);
        requirement.GetProperty("text").GetString()!.Length.ShouldBeGreaterThan(20);
        var tests = requirement.GetProperty("tests").EnumerateArray().Select(test => test.GetString()!).ToList();

        tests.ShouldNotBeEmpty();
        tests.Where(test => !Exists(test)).ShouldBeEmpty();
    }

    /// <summary><c>Project/Class</c> or <c>Project/Class.BeginningOfMethod</c>.</summary>
    private static bool Exists(string test)
    {
        var (project, rest) = (test.Split('/')[0], test.Split('/')[1].Split('.'));
        var folder = Repository.PathOf("tests", $"ReportPipeline.{project}.Tests");
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Where(source => Regex.IsMatch(source, $@"\bclass {rest[0]}\b"))
            .Any(source => rest.Length == 1 ? source.Contains("[Fact]", StringComparison.Ordinal) || Test().IsMatch(source) : Regex.IsMatch(source, $@"\b{rest[1]}\w*\("));
    }

    private static string Id(JsonElement requirement) => requirement.GetProperty("id").GetString()!;

    private static JsonElement[] Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("docs", "validation", "requirements.json")));
        return [.. document.RootElement.Clone().GetProperty("requirements").EnumerateArray()];
    }

    [GeneratedRegex("^(RULE|PIPE|STAT|RECV|ANLS|RPRT|CUST|DESK)-[0-9]{2}$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\[(Skippable)?(Fact|Theory)")]
    private static partial Regex Test();
}
