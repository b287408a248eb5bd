using ReportPipeline.Custody.Signing;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
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
        var (settings, ledger) = (Settings(protocol), new LedgerSeal(storage, clock));
        return new RunPipeline(
            storage, ledger, Snapshots(storage, protocol, clock), new SiteFeedback(storage, protocol.Protocol!, settings.Reading),
            new ReportPublication(storage, Signing), new RunCatalogue(storage), settings);
    }

    public static SnapshotArchive Snapshots(PipelineStorage storage, ProtocolReading protocol, TimeProvider clock)
    {
        var settings = Settings(protocol);
        var facts = new FactArchive(storage, new BundleIntake(protocol.Protocol!, Key), settings.Reading);
        return new SnapshotArchive(new LedgerSeal(storage, clock), facts, new CasebookStore(storage, settings), settings);
    }

    public static SigningKey Signing { get; } = SigningKey.Create();

    private static PseudonymKey Key { get; } = new(new byte[32]);

    private static RunSettings Settings(ProtocolReading protocol) => RunSettings.Of(protocol, Key);
}
