using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>The few FHIR data types that the bundles need.</summary>
internal static class FhirJson
{
    private const string Ucum = "http://unitsofmeasure.org";

    // Chinese names stay readable in the file instead of becoming escapes.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonObject bundle) => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(bundle, Plain);

    public static JsonObject Coding(string system, string code, string? display = null)
    {
        var coding = new JsonObject { ["system"] = system, ["code"] = code };
        if (display is not null)
        {
            coding["display"] = display;
        }

        return coding;
    }

    public static JsonObject Concept(params ReadOnlySpan<JsonObject> codings)
    {
        var array = new JsonArray();
        foreach (var coding in codings)
        {
            array.Add((JsonNode)coding);
        }

        return new JsonObject { ["coding"] = array };
    }

    public static JsonObject Concept(ImmutableArray<Coding> codings) =>
        Concept(Coding(codings[0].System, codings[0].Code, codings[0].Display));

    public static JsonObject Quantity(decimal value, string unit) => new()
    {
        ["value"] = value,
        ["unit"] = unit,
        ["system"] = Ucum,
        ["code"] = unit,
    };

    public static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
