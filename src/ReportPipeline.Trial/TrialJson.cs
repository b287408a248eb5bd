using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReportPipeline.Trial;

/// <summary>The one way in which facts and results are written as JSON: UTF-8, no BOM, LF, stable order, no culture.</summary>
public static class TrialJson
{
    public static JsonSerializerOptions Options { get; } = Create(indented: false);

    /// <summary>The same for files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    public static byte[] ToBytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException("The document is null.");

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            NewLine = "\n",
            AllowOutOfOrderMetadataProperties = true,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
                new SubjectIdConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class SubjectIdConverter : JsonConverter<SubjectId>
    {
        public override SubjectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            SubjectId.IsValid(reader.GetString()) ? new SubjectId(reader.GetString()!) : throw new JsonException("Not a subject number.");

        public override void Write(Utf8JsonWriter writer, SubjectId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
