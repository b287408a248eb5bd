using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>What the metadata of a dataset file says about its making.</summary>
/// <param name="AsOf">The creation time of a file that is a function of its data: arrival of the newest version in it.</param>
/// <param name="StudyId">Protocol id.</param>
/// <param name="ProtocolVersion">Version of the protocol, which defines the variables.</param>
/// <param name="SoftwareVersion">Version of this program.</param>
public sealed record DatasetOrigin(DateTimeOffset AsOf, string StudyId, string ProtocolVersion, string SoftwareVersion);

/// <summary>Writes CDISC Dataset-JSON 1.1, one dataset a file; the same table and origin give the same bytes.</summary>
public static class DatasetJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(DatasetTable table, DatasetOrigin origin)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteMetadata(json, table, origin);
            WriteColumns(json, table);
            WriteRows(json, table);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, DatasetTable table, DatasetOrigin origin)
    {
        var asOf = origin.AsOf.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json.WriteString("datasetJSONCreationDateTime", asOf);
        json.WriteString("datasetJSONVersion", "1.1.0");
        json.WriteString("fileOID", $"{origin.StudyId}.{table.Name}");
        json.WriteString("dbLastModifiedDateTime", asOf);
        json.WriteString("originator", "ReportPipeline");
        json.WriteStartObject("sourceSystem");
        json.WriteString("name", "ReportPipeline");
        json.WriteString("version", origin.SoftwareVersion);
        json.WriteEndObject();
        json.WriteString("studyOID", origin.StudyId);
        json.WriteString("metaDataVersionOID", $"MDV.{origin.StudyId}.{origin.ProtocolVersion}");
        json.WriteString("itemGroupOID", $"IG.{table.Name}");
        json.WriteNumber("records", table.Rows.Length);
        json.WriteString("name", table.Name);
        json.WriteString("label", table.Label);
    }

    private static void WriteColumns(Utf8JsonWriter json, DatasetTable table)
    {
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("itemOID", $"IT.{table.Name}.{column.Name}");
            json.WriteString("name", column.Name);
            json.WriteString("label", column.Label);
            json.WriteString("dataType", DataType(column.Type));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRows(Utf8JsonWriter json, DatasetTable table)
    {
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartArray();
            foreach (var value in row)
            {
                WriteValue(json, value);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            default:
                throw new InvalidOperationException($"A dataset cell cannot hold a {value.GetType().Name}.");
        }
    }

    internal static string DataType(ColumnType type) => type switch
    {
        ColumnType.String => "string",
        ColumnType.Integer => "integer",
        ColumnType.Double => "double",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        ColumnType.DateTime => "datetime",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
