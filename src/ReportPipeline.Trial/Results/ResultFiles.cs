using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ReportPipeline.Trial.Results;

/// <summary>Writes the analysis results data as JSON and as CSV; the same results give the same bytes.</summary>
public static class ResultFiles
{
    private static readonly string[] Header =
        ["id", "analysis", "analysisSet", "group", "variable", "level", "statistic", "value", "notEstimable", "unit", "method", "convention", "sources", "warning"];

    public static byte[] ToJson(AnalysisResults results) => JsonSerializer.SerializeToUtf8Bytes(results, TrialJson.Indented);

    /// <exception cref="JsonException">The bytes are no results of this version.</exception>
    public static AnalysisResults FromJson(ReadOnlySpan<byte> json)
    {
        // The reader orders dictionaries by culture; results are in ordinal order everywhere.
        var read = TrialJson.Read<AnalysisResults>(json);
        return read with
        {
            SourceSets = read.SourceSets.WithComparers(StringComparer.Ordinal),
            SourceVersions = read.SourceVersions.WithComparers(StringComparer.Ordinal),
        };
    }

    /// <summary>RFC 4180 with a header line; numbers in the shortest form that reads back as the same value.</summary>
    public static byte[] ToCsv(AnalysisResults results)
    {
        var csv = new StringBuilder();
        AppendLine(csv, Header);
        foreach (var row in results.Rows)
        {
            AppendLine(csv,
            [
                row.Id, row.Analysis, row.AnalysisSet, row.Group, row.Variable, row.Level, row.Statistic,
                ValueText(row.Value), (row.Value as NotEstimableValue)?.Reason, row.Unit, row.Method, row.Convention, row.Sources, row.Warning,
            ]);
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string? ValueText(ResultValue value) => value switch
    {
        NumberValue number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        TextValue text => text.Value,
        _ => null,
    };

    private static void AppendLine(StringBuilder csv, IEnumerable<string?> cells) =>
        csv.AppendJoin(',', cells.Select(Quote)).Append("\r\n");

    private static string Quote(string? cell) =>
        cell is null ? string.Empty
        : cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
