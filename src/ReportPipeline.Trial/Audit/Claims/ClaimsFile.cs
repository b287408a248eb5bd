using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>What was read of a claims file: the statements, or what is wrong with the file.</summary>
public sealed record ClaimsReading(ClaimsFile? Claims, ImmutableArray<string> Problems);

/// <summary>
/// Published statements about a trial, as printed: every number keeps the decimals it was printed with, because they say how far it
/// was rounded. Described by <c>protocols/claims/claims.schema.json</c>.
/// </summary>
public sealed record ClaimsFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Where the file's JSON Schema lies, for editors; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Citation.</summary>
    public required string Publication { get; init; }

    /// <summary>In (0, 1).</summary>
    public required double SignificanceLevel { get; init; }

    /// <summary>Level of every printed interval, in (0, 1).</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>How the publication controls multiplicity; null when it does not.</summary>
    public string? MultiplicityControl { get; init; }

    public required ImmutableArray<Claim> Claims { get; init; }

    /// <param name="json">UTF-8.</param>
    public static ClaimsReading Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ClaimsFile>(json, Options);
            return file is null || file.Claims.IsDefault || file.Claims.Any(claim => claim is null) ? new ClaimsReading(null, ["$: the file holds no claims."]) : Checked(file);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return new ClaimsReading(null, [ClaimsFileFault.Of(exception)]);
        }
    }

    private static ClaimsReading Checked(ClaimsFile file)
    {
        ImmutableArray<string> problems =
        [
            .. InUnit("$.significanceLevel", file.SignificanceLevel),
            .. InUnit("$.confidenceLevel", file.ConfidenceLevel),
            .. file.Claims.GroupBy(claim => claim.Id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"$.claims: two claims have the id '{same.Key}'."),
            .. file.Claims.SelectMany((claim, index) => claim.Problems().Select(problem => $"$.claims[{index}]: {problem}")),
        ];
        return new ClaimsReading(problems.IsEmpty ? file : null, problems);
    }

    private static IEnumerable<string> InUnit(string place, double value) => value is > 0 and < 1 ? [] : [$"{place}: must lie between 0 and 1."];
}
