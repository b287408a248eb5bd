using System.Globalization;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Answers;

/// <summary>The how-to for hospitals lists every answer that comes before a bundle's content is looked at.</summary>
public sealed class EdgeErrorPageTests
{
    [Fact]
    public void Page_EveryEdgeError_IsListedWordForWord()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "hospital-how-to.md"));
        var errors = typeof(EdgeError).GetFields().Select(field => field.GetValue(null)).OfType<EdgeError>().ToList();

        errors.Count.ShouldBeGreaterThan(10);
        foreach (var error in errors)
            page.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"| {error.Status} | `{error.Code}` | {error.Message} |"));
        page.ShouldContain($"| 413 | `{EdgeError.TooLarge("received", 1).Code}` |");
    }
}
