using System.Collections.Immutable;
using System.Globalization;

namespace ReportPipeline.SampleTrial;

/// <summary>
/// The embedded CSV files: lines that begin with # are comments, the first other line names the columns, no field
/// holds a comma or a quote (the generator writes none).
/// </summary>
internal static class CsvTable
{
    public static ImmutableArray<CsvRow> Read(string file)
    {
        using var stream = typeof(CsvTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The sample data file {file} is not embedded.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.TrimEnd('\r').Split(','))
            .ToList();
        var columns = lines[0]
            .Select((name, index) => (name, index))
            .ToImmutableDictionary(column => column.name, column => column.index, StringComparer.Ordinal);
        return [.. lines.Skip(1).Select(fields => new CsvRow(columns, fields))];
    }
}

internal sealed record CsvRow(ImmutableDictionary<string, int> Columns, string[] Fields)
{
    public string Text(string column) => Fields[Columns[column]];

    public int Integer(string column) => int.Parse(Text(column), CultureInfo.InvariantCulture);

    public int? OptionalInteger(string column) => Text(column).Length == 0 ? null : Integer(column);

    public DateOnly Date(string column) => DateOnly.ParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public DateOnly? OptionalDate(string column) => Text(column).Length == 0 ? null : Date(column);
}
