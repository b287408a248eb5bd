using System.Collections.Immutable;
using System.Text;
using ReportPipeline.Trial;

namespace ReportPipeline.Desk.Hospital;

/// <summary>Puts each issue beside the line of the bundle that it is about.</summary>
public static class BundleLines
{
    /// <summary>Lines shown before and after a line with an issue.</summary>
    private const int Around = 3;

    /// <summary>Longer lines are cut: a bundle on a single line would fill the page.</summary>
    private const int LongestLine = 300;

    public static (ImmutableArray<PlacedIssue> Issues, ImmutableArray<SourceLine> Source) Of(byte[] bundle, ImmutableArray<IngestIssue> issues)
    {
        var places = BundlePlaces.Of(bundle);
        ImmutableArray<PlacedIssue> placed = [.. issues.Select(issue => new PlacedIssue(issue, places.LineOf(issue.FhirPath)))];
        return (placed, [.. Excerpt(Encoding.UTF8.GetString(bundle).ReplaceLineEndings("\n").Split('\n'), placed)]);
    }

    private static IEnumerable<SourceLine> Excerpt(string[] lines, ImmutableArray<PlacedIssue> placed)
    {
        var byLine = placed.Where(issue => issue.Line is not null).ToLookup(issue => issue.Line!.Value, issue => issue.Issue);
        var shown = byLine.SelectMany(line => Enumerable.Range(line.Key - Around, (2 * Around) + 1)).ToHashSet();
        var gap = false;
        for (var number = 1; number <= lines.Length; number++)
        {
            if (!shown.Contains(number))
            {
                gap = true;
                continue;
            }

            if (gap)
                yield return new SourceLine(0, "", []);
            gap = false;
            var text = lines[number - 1];
            yield return new SourceLine(number, text.Length > LongestLine ? text[..LongestLine] + "…" : text, [.. byLine[number]]);
        }

        if (gap && shown.Count > 0)
            yield return new SourceLine(0, "", []);
    }
}
