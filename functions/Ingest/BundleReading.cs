using System.Text.Json;
using System.Text.Json.Nodes;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

internal sealed class BundleReading
{
    public BundleVerdict Read(SiteId site, ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            var bundle = JsonNode.Parse(ref reader)!.AsObject();
            var entries = bundle["entry"]?.AsArray().Select(_ => new { response = new { status = "201 Created" } }).ToArray();
            return new BundleVerdict(true, 200, JsonSerializer.SerializeToUtf8Bytes(
                new { resourceType = "Bundle", type = "transaction-response", entry = entries }));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            return new BundleVerdict(false, 400, ErrorAnswer.OperationOutcome(EdgeError.Of(400)));
        }
    }
}
