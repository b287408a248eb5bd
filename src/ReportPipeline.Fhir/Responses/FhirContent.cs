using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Fhir.Responses;

/// <summary>Writes resources as UTF-8 bytes, the same for the same resource.</summary>
internal static class FhirContent
{
    private static readonly FhirJsonSerializer Json = new();
    private static readonly FhirXmlSerializer Xml = new();

    // A person reads these texts in a terminal: apostrophes and signs stay what they are. The media type is never HTML.
    private static readonly System.Text.Json.JsonWriterOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Resource resource, BundleFormat format)
    {
        using var stream = new MemoryStream();
        if (format == BundleFormat.Json)
        {
            using var writer = new System.Text.Json.Utf8JsonWriter(stream, Readable);
            Json.Serialize(resource, writer);
        }
        else
        {
            using var writer = System.Xml.XmlWriter.Create(stream, new System.Xml.XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false) });
            Xml.Serialize(resource, writer);
        }

        return stream.ToArray();
    }
}
