using System.Reflection;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Answers;

public sealed class EdgeErrorPageTests
{
    [Fact]
    public void Page_EveryEdgeError_HasItsRow()
    {
        var page = File.ReadAllLines(Repository.PathOf("docs", "http-errors.md"));
        var errors = typeof(EdgeError).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<EdgeError>()
            .Append(EdgeError.TooLarge("received", 1))
            .Append(EdgeError.Of(400))
            .ToArray();

        errors.Length.ShouldBe(14);
        foreach (var error in errors)
            page.ShouldContain(line => line.StartsWith($"| `{error.Code}` | {error.Status}", StringComparison.Ordinal), error.Code);
        page.Count(line => line.StartsWith("| `", StringComparison.Ordinal)).ShouldBe(errors.Length);
    }
}
