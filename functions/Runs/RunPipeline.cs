using System.Collections.Immutable;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// One run: seal, read facts, derive the dataset, analyse, write the reports. Every stage is stored under a name that
/// follows from its inputs and is created once, so a run may be cut anywhere and the next one continues; two runs at
/// once do the same work to the same names.
/// </summary>
public sealed class RunPipeline(
    PipelineStorage storage, LedgerSeal ledger, FactArchive archive, SiteFeedback feedback, ReportPublication publication, RunCompletion completion, RunSettings settings)
{
    private TrialProtocol Protocol => settings.Protocol.Protocol!;

    public Task<RunOutcome> RunAsync(CancellationToken cancellation) => RunStage.MeasureRunAsync(
        () => RunStagesAsync(cancellation), outcome => outcome.Completed ? "completed" : "nothing-new");

    private async Task<RunOutcome> RunStagesAsync(CancellationToken cancellation)
    {
        var sealing = await RunStage.MeasureAsync(RunStage.Seal, () => ledger.SealAsync(cancellation));
        if (sealing.Newest is not { } head)
        {
            return RunOutcome.NothingAccepted;
        }

        var runId = settings.Reading.RunAt(head.Head);
        if (await completion.FindAsync(runId, cancellation) is not null)
        {
            return RunOutcome.AlreadyDone(runId, head.Number);
        }

        var history = await RunStage.MeasureAsync(RunStage.ReadFacts, () => HistoryReader.ReadAsync(ledger, head, archive.ReadAsync, cancellation));
        var (dataset, snapshotId) = await RunStage.MeasureAsync(RunStage.Derive, () => StoreSnapshotAsync(history, cancellation));
        var identity = new RunIdentity(
            runId, head.Number, head.Head, snapshotId, history.DataCutOff, Protocol.Id, Protocol.Version,
            settings.Protocol.Hash, settings.SoftwareVersion, history.BundleCount);
        var results = await RunStage.MeasureAsync(
            RunStage.Analyse, () => EndpointAnalyses.Run(Protocol, settings.Protocol.Decisions!, dataset, identity));
        var artefacts = await StoreResultsAsync(results, cancellation);
        await feedback.StoreAsync(dataset, identity, cancellation);
        var refused = await RunStage.MeasureAsync(RunStage.Report, () => publication.StoreAsync(head, history, results, artefacts, cancellation));
        await completion.CompleteAsync(identity, cancellation);
        return RunOutcome.Done(runId, head.Number, sealing.NewlySealed, history.BundleCount).WithRefused(refused);
    }

    private async Task<(TrialDataset Dataset, string SnapshotId)> StoreSnapshotAsync(RunHistory history, CancellationToken cancellation)
    {
        var snapshot = SnapshotFiles.Of(settings, history);
        foreach (var file in snapshot.Files)
        {
            await storage.Snapshots.CreateAsync(file, cancellation);
        }

        return (snapshot.Dataset, snapshot.Id);
    }

    private async Task<ImmutableArray<SealedArtefact>> StoreResultsAsync(AnalysisResults results, CancellationToken cancellation)
    {
        var stored = ImmutableArray.CreateBuilder<SealedArtefact>();
        foreach (var file in ResultArtefacts.Of(results))
        {
            await storage.Results.CreateAsync(file, cancellation);
            stored.Add(SealedArtefact.Of($"results/{file.Name}", file.Bytes.Span));
        }

        return stored.ToImmutable();
    }
}
