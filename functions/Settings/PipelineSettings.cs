using ReportPipeline.Custody.Signing;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Functions.WebDesk;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Settings;

/// <summary>Everything the program is told from outside, checked as a whole before anything starts.</summary>
internal sealed record PipelineSettings
{
    public required ProtocolReading Protocol { get; init; }

    public required StorageOptions Storage { get; init; }

    /// <summary>Six-field NCRONTAB, UTC, as in the Functions host.</summary>
    public required string RunAnalysesSchedule { get; init; }

    /// <summary>Turns ids that senders choose into pseudonyms; the same for as long as the stored data live.</summary>
    public required PseudonymKey PseudonymKey { get; init; }

    /// <summary>Signs ledger heads, acts and manifests; its public half is published in the ledger.</summary>
    public required SigningKey SigningKey { get; init; }

    /// <summary>How old the authentication behind a signature may be.</summary>
    public required FreshAuthentication Freshness { get; init; }

    public required AuthenticationSettings Authentication { get; init; }

    public required BodyLimits BodyLimits { get; init; }

    public required RateLimitSettings RateLimit { get; init; }

    public required TelemetrySettings Telemetry { get; init; }

    public required DeskSettings Desk { get; init; }

    public required HostMode HostMode { get; init; }

    /// <summary>The machine's clock, except in tests.</summary>
    public required TimeProvider Clock { get; init; }
}

/// <summary>How large a body may be.</summary>
/// <param name="Received">Bytes as they come over the wire, possibly compressed.</param>
/// <param name="Inflated">Bytes after decompression.</param>
internal sealed record BodyLimits(int Received, int Inflated);

/// <summary>How often one sender may post.</summary>
/// <param name="PerSecond">Sustained requests per second.</param>
/// <param name="Burst">Requests that may come at once after a pause.</param>
internal sealed record RateLimitSettings(int PerSecond, int Burst);

/// <summary>Whose tokens count: either an issuer's, found by its authority, or the development issuer's.</summary>
internal sealed record AuthenticationSettings
{
    /// <summary>Address of the OpenID Connect issuer, for example a Microsoft Entra tenant's v2.0 endpoint.</summary>
    public string? Authority { get; init; }

    /// <summary>The value of <c>aud</c> that is meant for this program.</summary>
    public required string Audience { get; init; }

    /// <summary>Folder of the development issuer's key; set only on a developer's machine and in tests.</summary>
    public string? DevelopmentKeyFolder { get; init; }

    /// <summary>Which site a client id (<c>azp</c> or <c>appid</c>) belongs to.</summary>
    public required IReadOnlyDictionary<string, string> SiteOfClient { get; init; }
}
