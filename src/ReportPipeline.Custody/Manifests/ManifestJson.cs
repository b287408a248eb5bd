using System.Text.Json;
using ReportPipeline.Trial;

namespace ReportPipeline.Custody.Manifests;

internal static class ManifestJson
{
    /// <summary>Null when the bytes are JSON of another format or none at all.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> bytes, string format)
        where T : class
    {
        try
        {
            return TrialJson.Read<Head>(bytes).Format == format ? TrialJson.Read<T>(bytes) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Head(string? Format);
}
