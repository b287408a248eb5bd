using ReportPipeline.Custody.Signing;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Replay;
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
            Publication(storage, protocol, ledger), new RunCompletion(storage, new AuditTrail(storage, clock), new RunCatalogue(storage), settings.Reading), settings);
    }

    public static SnapshotArchive Snapshots(PipelineStorage storage, ProtocolReading protocol, TimeProvider clock, IArtefacts? files = null)
    {
        var settings = Settings(protocol);
        return new SnapshotArchive(Facts(storage, protocol, clock), new CasebookStore(files ?? storage.Snapshots, settings), settings);
    }

    public static FactArchive Facts(PipelineStorage storage, ProtocolReading protocol, TimeProvider clock) =>
        new(storage, new LedgerSeal(storage, Signing, clock), new BundleIntake(protocol.Protocol!, Key), Settings(protocol).Reading);

    /// <summary>A replay of what lies in one storage, done in another.</summary>
    public static RunReplay Replay(PipelineStorage storage, PipelineStorage clean, ProtocolReading protocol, TimeProvider clock) => new(
        storage, clean, new LedgerSeal(storage, Signing, clock), new BundleIntake(protocol.Protocol!, Key), Settings(protocol));

    private static ReportPublication Publication(PipelineStorage storage, ProtocolReading protocol, LedgerSeal ledger)
    {
        var (settings, intake) = (Settings(protocol), new BundleIntake(protocol.Protocol!, Key));
        var guard = new ReportGuard(new IdentityArchive(storage, ledger, intake, settings.Reading), intake, settings);
        return new ReportPublication(storage, ledger, protocol.Protocol!, guard, Signing);
    }

    /// <summary>The key of this process; one that a test starts is given the test's.</summary>
    public static SigningKey Signing { get; set; } = SigningKey.Create();

    private static PseudonymKey Key { get; } = new(new byte[32]);

    private static RunSettings Settings(ProtocolReading protocol) => RunSettings.Of(protocol, Key);
}
