using System.Text.Json;

namespace ReportPipeline.Functions.Hosting;

/// <summary>What the Functions host says when a timer fires.</summary>
/// <param name="IsPastDue">True when the tick was missed, for example because nothing was running then.</param>
internal sealed record TimerInvocation(bool IsPastDue)
{
    /// <summary>Reads <c>{"Data":{"binding":{…,"IsPastDue":bool}},"Metadata":{…}}</c>.</summary>
    /// <returns>The invocation, or null when the body is anything else; nothing may be run then.</returns>
    public static TimerInvocation? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("Data", out var data)
                && data.ValueKind == JsonValueKind.Object
                && data.EnumerateObject().Select(binding => binding.Value).FirstOrDefault() is { ValueKind: JsonValueKind.Object } timer
                && timer.TryGetProperty("IsPastDue", out var pastDue)
                && pastDue.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new TimerInvocation(pastDue.GetBoolean())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
