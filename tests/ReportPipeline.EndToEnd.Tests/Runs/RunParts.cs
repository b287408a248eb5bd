using ReportPipeline.Custody.Signing;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Runs;

/// <summary>A run put together as the program does, with a storage and a clock of the test's own.</summary>
internal static class RunParts
{
    public static RunPipeline Pipeline(PipelineStorage storage, ProtocolReading protocol, TimeProvider clock)
    {
        var (settings, ledger) = (Settings(protocol), new LedgerSeal(storage, Signing, clock));
        return new RunPipeline(
            storage, ledger, Snapshots(storage, protocol, clock), new SiteFeedback(storage, protocol.Protocol!, settings.Reading),
            new ReportPublication(storage, Signing), new RunCompletion(storage, new AuditTrail(storage, clock), new RunCatalogue(storage)), settings);
    }

    public static SnapshotArchive Snapshots(PipelineStorage storage, ProtocolReading protocol, TimeProvider clock, IArtefacts? files = null)
    {
        var settings = Settings(protocol);
        return new SnapshotArchive(Facts(storage, protocol, clock), new CasebookStore(files ?? storage.Snapshots, settings), settings);
    }

    public static FactArchive Facts(PipelineStorage storage, ProtocolReading protocol, TimeProvider clock) =>
        new(storage, new LedgerSeal(storage, Signing, clock), new BundleIntake(protocol.Protocol!, Key), Settings(protocol).Reading);

    public static SigningKey Signing { get; } = SigningKey.Create();

    private static PseudonymKey Key { get; } = new(new byte[32]);

    private static RunSettings Settings(ProtocolReading protocol) => RunSettings.Of(protocol, Key);
}
