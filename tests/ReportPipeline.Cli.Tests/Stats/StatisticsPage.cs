using System.Text.RegularExpressions;
using ReportPipeline.Tests;

namespace ReportPipeline.Cli.Tests.Stats;

/// <summary>A command of a page of docs/statistics with the figures that the page says it prints.</summary>
/// <param name="Page">The page's file name.</param>
/// <param name="Words">The words after <c>report-pipeline stats</c>.</param>
/// <param name="Figures">Property path and figure, as text.</param>
internal sealed partial record PageCommand(string Page, string[] Words, IReadOnlyList<(string Property, string Here)> Figures)
{
    private const string Prompt = "$ report-pipeline stats ";

    public static IReadOnlyList<PageCommand> All() =>
    [
        .. Directory.GetFiles(Repository.PathOf("docs", "statistics"), "*.md").Order(StringComparer.Ordinal).SelectMany(Of),
    ];

    private static IEnumerable<PageCommand> Of(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Prompt, StringComparison.Ordinal)) continue;
            var figures = lines.Skip(i + 1)
                .TakeWhile(line => !line.StartsWith(Prompt, StringComparison.Ordinal) && !line.StartsWith('#'))
                .Select(line => Figure().Match(line))
                .Where(match => match.Success)
                .Select(match => (match.Groups[1].Value, match.Groups[2].Value));
            yield return new PageCommand(Path.GetFileName(file), WordsOf(lines[i][Prompt.Length..]), [.. figures]);
        }
    }

    private static string[] WordsOf(string command) =>
    [
        .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('"'))
            .Select(word => word.StartsWith("tests/", StringComparison.Ordinal) ? Repository.PathOf(word.Split('/')) : word),
    ];

    [GeneratedRegex(@"^\| `([^`]+)` \| ([^|]+?) \|")]
    private static partial Regex Figure();
}
