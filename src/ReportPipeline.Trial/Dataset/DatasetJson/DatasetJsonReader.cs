using System.Collections.Immutable;
using System.Text.Json;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>Reads CDISC Dataset-JSON 1.1 as <see cref="DatasetJsonWriter"/> writes it.</summary>
public static class DatasetJsonReader
{
    /// <exception cref="JsonException">The bytes are no dataset of this shape.</exception>
    public static DatasetTable Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span);
        var (name, label) = (string.Empty, string.Empty);
        ImmutableArray<DatasetColumn> columns = [];
        ImmutableArray<ImmutableArray<object?>> rows = [];
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = reader.GetString();
            reader.Read();
            switch (property)
            {
                case "name":
                    name = reader.GetString();
                    break;
                case "label":
                    label = reader.GetString();
                    break;
                case "columns":
                    columns = ReadColumns(ref reader);
                    break;
                case "rows":
                    rows = ReadRows(ref reader, columns);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return columns.IsEmpty ? throw new JsonException("A dataset has columns.") : new DatasetTable(name!, label!, columns, rows);
    }

    private static ImmutableArray<DatasetColumn> ReadColumns(ref Utf8JsonReader reader) =>
        [.. JsonSerializer.Deserialize<StoredColumn[]>(ref reader, TrialJson.Options)!.Select(column => new DatasetColumn(column.Name, column.Label, TypeOf(column.DataType)))];

    private static ImmutableArray<ImmutableArray<object?>> ReadRows(ref Utf8JsonReader reader, ImmutableArray<DatasetColumn> columns)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var row = ImmutableArray.CreateBuilder<object?>(columns.Length);
            foreach (var column in columns)
            {
                reader.Read();
                row.Add(ReadValue(ref reader, column.Type));
            }

            Expect(ref reader, JsonTokenType.EndArray);
            rows.Add(row.MoveToImmutable());
        }

        return rows.ToImmutable();
    }

    private static object? ReadValue(ref Utf8JsonReader reader, ColumnType type) => (reader.TokenType, type) switch
    {
        (JsonTokenType.Null, _) => null,
        (JsonTokenType.String, ColumnType.String or ColumnType.Date or ColumnType.DateTime) => reader.GetString(),
        (JsonTokenType.Number, ColumnType.Integer) => reader.GetInt32(),
        (JsonTokenType.Number, ColumnType.Double) => reader.GetDecimal(),
        (JsonTokenType.True or JsonTokenType.False, ColumnType.Boolean) => reader.GetBoolean(),
        _ => throw new JsonException($"A cell holds a {reader.TokenType} where its column is of type {DatasetJsonWriter.DataType(type)}."),
    };

    private static ColumnType TypeOf(string dataType) => Enum.GetValues<ColumnType>()
        .Cast<ColumnType?>()
        .FirstOrDefault(type => DatasetJsonWriter.DataType(type!.Value) == dataType) ?? throw new JsonException("A column has a data type that the pipeline does not write.");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException("The document is no dataset.");
        }
    }

    private sealed record StoredColumn(string Name, string Label, string DataType);
}
