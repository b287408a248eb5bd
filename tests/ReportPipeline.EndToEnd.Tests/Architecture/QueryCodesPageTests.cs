using System.Text.RegularExpressions;

namespace ReportPipeline.Tests.Architecture;

public sealed partial class QueryCodesPageTests
{
    [Fact]
    public void Page_EveryCodeRaisedAfterReading_HasItsRow()
    {
        var raised = DependencyTests.SourceFiles()
            .Where(file => file.Contains("ReportPipeline.Trial", StringComparison.Ordinal) || file.Contains("functions", StringComparison.Ordinal))
            .SelectMany(file => Raised().Matches(File.ReadAllText(file)))
            .Concat(Raised().Matches(File.ReadAllText(Repository.PathOf("functions", "Runs", "LostBundle.cs"))))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        raised.Count.ShouldBeGreaterThan(8);

        File.ReadLines(Repository.PathOf("docs", "query-codes.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1])
            .ShouldBe(raised.Order(StringComparer.Ordinal));
    }

    // A query is made in place or by a target-typed new: its code is the first argument, in lower case with hyphens.
    [GeneratedRegex("(?:new DataQuery|=> new|RecordStatus.Preliminary\\) =>\\s)\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"")]
    private static partial Regex Raised();
}
