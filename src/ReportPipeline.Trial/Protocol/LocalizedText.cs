using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Protocol;

/// <summary>A label in every language a report is written in.</summary>
public sealed record LocalizedText
{
    [JsonPropertyName("en")]
    public required string English { get; init; }

    [JsonPropertyName("zh-Hans")]
    public required string SimplifiedChinese { get; init; }

    /// <param name="language"><c>en</c> or <c>zh-Hans</c>.</param>
    public string In(string language) => language switch
    {
        "en" => English,
        "zh-Hans" => SimplifiedChinese,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Reports are written in 'en' and 'zh-Hans'."),
    };
}
