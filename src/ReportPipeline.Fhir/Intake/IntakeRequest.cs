using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Intake;

/// <summary>A body to judge. All of it comes from outside the judgement: no clock, no storage.</summary>
/// <param name="Body">The bytes after transport decoding, exactly as they would be stored.</param>
/// <param name="Format">From the media type.</param>
/// <param name="Site">The authenticated sender.</param>
/// <param name="ReceivedAt">Arrival time; part of the response and of every fact's source.</param>
public sealed record IntakeRequest(ReadOnlyMemory<byte> Body, BundleFormat Format, SiteId Site, DateTimeOffset ReceivedAt);
