using System.Reflection;
using System.Text.RegularExpressions;
using ReportPipeline.Reporting.Checklists;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting;

/// <summary>What a report says of itself, whatever was sent: its vocabulary, the names of methods, the marks of its run.</summary>
public static partial class ReportConstants
{
    public static IEnumerable<string> Of(AnalysisResults results, string language) =>
    [
        .. Texts(new object[] { Vocabularies.Of(language), TrendChecklist.List, ConsortChecklist.List, HarmsChecklist.List }).SelectMany(text => Place().Split(text)),
        .. results.Rows.SelectMany(row => new[] { row.Method, row.Convention, row.Warning, (row.Value as NotEstimableValue)?.Reason })
            .OfType<string>().Distinct(StringComparer.Ordinal).SelectMany(words => new[] { words, Vocabularies.Of(language).Term(words) }),
        Numbers.Instant(results.Identity.DataCutOff, language),
        $"ReportPipeline {results.Identity.SoftwareVersion}",
    ];

    /// <summary>Every text of a vocabulary and of the records inside it.</summary>
    private static IEnumerable<string> Texts(object? words) => words switch
    {
        null => [],
        string text => [text],
        IEnumerable<KeyValuePair<string, string>> pairs => pairs.SelectMany(pair => new[] { pair.Key, pair.Value }),
        System.Collections.IEnumerable many => many.Cast<object?>().SelectMany(Texts),
        _ when words.GetType().Namespace?.StartsWith("ReportPipeline.", StringComparison.Ordinal) == true =>
            words.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0).SelectMany(property => Texts(property.GetValue(words))),
        _ => [],
    };

    [GeneratedRegex(@"\{[0-9]+\}")]
    private static partial Regex Place();
}
