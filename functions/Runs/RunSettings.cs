using ReportPipeline.Fhir.Identity;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Runs;

/// <summary>What a run depends on beside the stored bytes.</summary>
/// <param name="Protocol">A reading without problems.</param>
/// <param name="Reading">Key under which facts and runs are stored.</param>
/// <param name="SoftwareVersion">Version of this program, part of every run's identity.</param>
public sealed record RunSettings(ProtocolReading Protocol, ReadingKey Reading, string SoftwareVersion)
{
    public static RunSettings Of(ProtocolReading protocol, PseudonymKey pseudonyms)
    {
        var version = SoftwareIdentity.Version;

        // What the key makes of a fixed name tells keys apart without telling the key.
        var keyId = pseudonyms.ResourceKey(new SiteId("key-id"), "Basic", "key-id");
        return new RunSettings(protocol, ReadingKey.Of(protocol.Hash, version, keyId), version);
    }
}
