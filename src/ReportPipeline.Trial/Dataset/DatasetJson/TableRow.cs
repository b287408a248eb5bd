using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>One row of a table, its cells by column name.</summary>
internal readonly struct TableRow(ImmutableArray<object?> cells, Dictionary<string, int> columns)
{
    public SubjectId? Subject => Text("USUBJID") is { } number ? new SubjectId(number) : null;

    public ImmutableArray<string> Sources => [.. Text("SRCVER")!.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public static IReadOnlyList<TableRow> Of(DatasetTable table)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            columns.Add(column.Name, columns.Count);
        }

        return [.. table.Rows.Select(row => new TableRow(row, columns))];
    }

    public string? Text(string column) => (string?)Cell(column);

    public int? Integer(string column) => (int?)Cell(column);

    public decimal? Number(string column) => (decimal?)Cell(column);

    public DateTimeOffset? Moment(string column) =>
        Text(column) is { } moment ? DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    public bool? Flag(string column) => (bool?)Cell(column);

    private object? Cell(string column) =>
        columns.TryGetValue(column, out var index) ? cells[index] : throw new JsonException($"The table has no column {column}.");
}
