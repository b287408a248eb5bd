using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Results;

/// <summary>Writes the analysis results data as JSON and as CSV; the same results give the same bytes.</summary>
public static class ResultFiles
{
    private static readonly string[] Header =
        ["id", "analysis", "analysisSet", "group", "variable", "level", "statistic", "value", "notEstimable", "unit", "method", "convention", "sources", "warning"];

    public static byte[] ToJson(AnalysisResults results)
    {
        using var bytes = new MemoryStream();
        WriteJson(results, bytes);
        return bytes.ToArray();
    }

    /// <summary>The bytes of <see cref="ToJson"/> piece by piece: results of a large trial are longer than an array may be.</summary>
    public static void WriteJson(AnalysisResults results, Stream stream) => ResultJson.Write(results, stream);

    /// <exception cref="JsonException">The bytes are no results of this version.</exception>
    public static AnalysisResults FromJson(ReadOnlySpan<byte> json)
    {
        var read = TrialJson.Read<AnalysisResults>(json);
        return read with
        {
            SourceSets = OrdinalTable<ImmutableArray<string>>.Of(read.SourceSets),
            SourceVersions = OrdinalTable<SourceReference>.Of(read.SourceVersions),
        };
    }

    /// <summary>RFC 4180 with a header line; numbers in the shortest form that reads back as the same value.</summary>
    public static byte[] ToCsv(AnalysisResults results)
    {
        using var bytes = new MemoryStream();
        WriteCsv(results, bytes);
        return bytes.ToArray();
    }

    /// <summary>The bytes of <see cref="ToCsv"/> piece by piece; the stream stays open.</summary>
    public static void WriteCsv(AnalysisResults results, Stream stream)
    {
        using var csv = new StreamWriter(stream, leaveOpen: true); // UTF-8 without a mark
        AppendLine(csv, Header);
        foreach (var row in results.Rows)
        {
            AppendLine(csv,
            [
                row.Id, row.Analysis, row.AnalysisSet, row.Group, row.Variable, row.Level, row.Statistic,
                ValueText(row.Value), (row.Value as NotEstimableValue)?.Reason, row.Unit, row.Method, row.Convention, row.Sources, row.Warning,
            ]);
        }
    }

    private static string? ValueText(ResultValue value) => value switch
    {
        NumberValue number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        TextValue text => text.Value,
        _ => null,
    };

    private static void AppendLine(StreamWriter csv, ReadOnlySpan<string?> cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            csv.Write(index == 0 ? "" : ",");
            csv.Write(Quote(cells[index]));
        }

        csv.Write("\r\n");
    }

    private static string Quote(string? cell) =>
        cell is null ? string.Empty
        : cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
