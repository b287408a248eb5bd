using Microsoft.Net.Http.Headers;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions.Ingest;

/// <summary>What the headers say about the body and about the answer that is wanted.</summary>
/// <param name="Sent">The body's format.</param>
/// <param name="Wanted">The answer's format.</param>
/// <param name="Prefer">How much the answer shall repeat.</param>
internal sealed record FhirExchange(BundleFormat Sent, BundleFormat Wanted, PreferredReturn Prefer)
{
    public string ContentType => ContentTypeOf(Wanted);

    public static string ContentTypeOf(BundleFormat format) =>
        format == BundleFormat.Json ? Sending.Fhir : "application/fhir+xml; charset=utf-8";

    /// <summary>Reads the headers, or gives the reason why they cannot be met.</summary>
    public static (FhirExchange? Exchange, EdgeError? Error) Read(HttpRequest request)
    {
        if (SentFormat(request.ContentType) is not { } sent)
            return (null, EdgeError.MediaType);
        return WantedFormat(request, sent) is { } wanted
            ? (new FhirExchange(sent, wanted, Preferred(request)), null)
            : (null, EdgeError.NotAcceptable);
    }

    /// <summary>The format that a Content-Type declares; null when this server does not read it.</summary>
    public static BundleFormat? SentFormat(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && IsR4(type)
            ? FormatOf(type.MediaType.Value)
            : null;

    /// <summary><c>_format</c> overrides Accept, for callers that cannot set headers.</summary>
    public static BundleFormat? WantedFormat(HttpRequest request, BundleFormat sent)
    {
        if (request.Query["_format"].ToString() is { Length: > 0 } format)
        {
            // A plus sign in a query means a space, and few callers encode it.
            return format is "json" or "xml" ? FormatOf($"application/{format}")
                : MediaTypeHeaderValue.TryParse(format.Replace("fhir ", "fhir+", StringComparison.Ordinal), out var named) && IsR4(named) ? FormatOf(named.MediaType.Value)
                : null;
        }

        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
            return sent;
        return accepted
            .Where(type => type.Quality is null or > 0)
            .Where(IsR4)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MatchesAllTypes || type.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase) ? sent : FormatOf(type.MediaType.Value))
            .FirstOrDefault(format => format is not null);
    }

    private static bool IsR4(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("fhirVersion", StringComparison.OrdinalIgnoreCase)) is null or { Value.Value: "4.0" or "\"4.0\"" };

    private static BundleFormat? FormatOf(string? mediaType) => mediaType?.ToLowerInvariant() switch
    {
        "application/fhir+json" or "application/json" or "text/json" => BundleFormat.Json,
        "application/fhir+xml" or "application/xml" or "text/xml" => BundleFormat.Xml,
        _ => null,
    };

    private static PreferredReturn Preferred(HttpRequest request) =>
        request.Headers["Prefer"].ToString().Replace("\"", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            var prefer when prefer.Contains("return=representation", StringComparison.Ordinal) => PreferredReturn.Representation,
            var prefer when prefer.Contains("return=operationoutcome", StringComparison.Ordinal) => PreferredReturn.OperationOutcome,
            _ => PreferredReturn.Minimal,
        };
}
