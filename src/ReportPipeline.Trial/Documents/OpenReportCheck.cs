using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Documents;

/// <summary>What the open report gives away.</summary>
/// <param name="ByArm">Numbers by arm or comparing the arms: the document must not be stored.</param>
/// <param name="Small">Numbers about fewer subjects than <see cref="OpenReportCheck.SmallestCell"/>, for the eyes of whoever releases it.</param>
public sealed record OpenReportFindings(ImmutableArray<string> ByArm, ImmutableArray<string> Small);

/// <summary>
/// Checks that the open report is pooled, and names the numbers from which a reader could infer something about a few people: cells of
/// a hospital, and differences between two analysis sets, where subtracting one total from the other leaves those who were excluded.
/// </summary>
public static class OpenReportCheck
{
    /// <summary>Fewer subjects than this make a small cell: with one or two, a subject recognises itself or the other.</summary>
    public const int SmallestCell = 3;

    private const string Pooled = "total";

    public static OpenReportFindings Of(TrialProtocol protocol, AnalysisResults results, DocumentContents document)
    {
        var printed = document.Numbers
            .Select(number => results.Find(number.Result)).OfType<AnalysisResult>()
            .DistinctBy(row => row.Id).ToList();
        var byArm = printed.Where(row => IsByArm(protocol, row.Group)).Select(row => row.Id);
        return new OpenReportFindings([.. byArm], [.. SmallCells(protocol, printed), .. Differences(printed)]);
    }

    private static bool IsByArm(TrialProtocol protocol, string group) =>
        group.Split(':').Any(part => protocol.Arms.Any(arm => arm.Code == part));

    private static IEnumerable<string> SmallCells(TrialProtocol protocol, IEnumerable<AnalysisResult> printed) => printed
        .Where(row => protocol.Sites.Any(site => site.Id == row.Variable) && IsSmall(row))
        .Select(row => row.Id);

    private static IEnumerable<string> Differences(IReadOnlyCollection<AnalysisResult> printed)
    {
        var sizes = printed.Where(row => row is { Analysis: "POP", Group: Pooled, Statistic: StatisticName.Denominator, Value: NumberValue })
            .ToDictionary(row => row.AnalysisSet, row => ((NumberValue)row.Value).Value, StringComparer.Ordinal);
        var counts = printed.Where(row => row is { Group: Pooled, Statistic: StatisticName.Count, Value: NumberValue } && sizes.ContainsKey(row.AnalysisSet));
        foreach (var same in counts.GroupBy(row => (row.Analysis, row.Variable, row.Level)))
        {
            var bySize = same.OrderBy(row => sizes[row.AnalysisSet]).ThenBy(row => row.AnalysisSet, StringComparer.Ordinal).ToList();
            foreach (var (smaller, larger) in bySize.Zip(bySize.Skip(1)))
            {
                if (sizes[larger.AnalysisSet] - sizes[smaller.AnalysisSet] is > 0 and < SmallestCell and var left)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"{larger.Id} − {smaller.Id}: {left} subjects");
                }
            }
        }
    }

    private static bool IsSmall(AnalysisResult row) =>
        row is { Statistic: StatisticName.Count, Value: NumberValue { Value: > 0 and < SmallestCell } };
}
