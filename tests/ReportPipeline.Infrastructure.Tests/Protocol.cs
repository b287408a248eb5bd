using System.Text.Json;

namespace ReportPipeline.Tests;

/// <summary>The few facts of the trial's protocol that its deployment repeats.</summary>
internal static class Protocol
{
    public static IReadOnlyList<string> SiteIds()
    {
        using var protocol = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("protocols", "msc-covid19.json")));
        return [.. protocol.RootElement.GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("id").GetString()!)];
    }
}
