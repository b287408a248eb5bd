using System.Collections.Immutable;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
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
    PipelineStorage storage, LedgerSeal ledger, SnapshotArchive snapshots, SiteFeedback feedback, ReportPublication publication, RunCompletion completion, RunSettings settings)
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

        var snapshot = await snapshots.MakeAsync(head, cancellation);
        var identity = new RunIdentity(
            runId, head.Number, head.Head, snapshot.Id, snapshot.Point.DataCutOff, Protocol.Id, Protocol.Version,
            settings.Protocol.Hash, settings.SoftwareVersion, snapshot.Bundles);
        var results = await RunStage.MeasureAsync(
            RunStage.Analyse, () => EndpointAnalyses.Run(Protocol, settings.Protocol.Decisions!, snapshot.Dataset, identity));
        var artefacts = await StoreResultsAsync(results, cancellation);
        await feedback.StoreAsync(snapshot.Dataset, identity, cancellation);
        var refused = await RunStage.MeasureAsync(RunStage.Report, () => publication.StoreAsync(head, snapshot.Dataset, results, artefacts, cancellation));
        await completion.CompleteAsync(identity, cancellation);
        return RunOutcome.Done(identity, sealing.NewlySealed, snapshot).WithRefused(refused);
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
