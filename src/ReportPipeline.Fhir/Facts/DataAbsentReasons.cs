using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Why a value is missing: the codes of HL7's data-absent-reason system, so that no free text gets through.</summary>
internal static class DataAbsentReasons
{
    public const string Unknown = "unknown";

    private const string System = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    private static readonly FrozenSet<string> Codes = new[]
    {
        Unknown, "asked-unknown", "temp-unknown", "not-asked", "asked-declined", "masked", "not-applicable", "unsupported", "as-text", "error",
        "not-a-number", "negative-infinity", "positive-infinity", "not-performed", "not-permitted",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static string CodeOf(CodeableConcept reason) =>
        reason.Coding.Find(coding => coding.System == System && coding.Code is { } code && Codes.Contains(code))?.Code ?? Unknown;
}
