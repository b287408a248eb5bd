using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Reporting;
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
public sealed class RunPipeline(PipelineStorage storage, LedgerSeal ledger, SnapshotArchive snapshots, SiteFeedback feedback, RunSettings settings)
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
        if (await storage.Results.ReadAsync(CompletionMark(runId), cancellation) is not null)
        {
            return RunOutcome.AlreadyDone(runId, head.Number);
        }

        var snapshot = await snapshots.MakeAsync(head, cancellation);
        var dataset = snapshot.Dataset;
        var identity = new RunIdentity(
            runId, head.Number, head.Head, snapshot.Id, snapshot.Point.DataCutOff, Protocol.Id, Protocol.Version,
            settings.Protocol.Hash, settings.SoftwareVersion, snapshot.Bundles);
        var results = await RunStage.MeasureAsync(
            RunStage.Analyse, () => EndpointAnalyses.Run(Protocol, settings.Protocol.Decisions!, dataset, identity));
        await StoreResultsAsync(results, cancellation);
        await feedback.StoreAsync(dataset, identity, cancellation);
        await RunStage.MeasureAsync(RunStage.Report, () => StoreReportsAsync(results, cancellation));
        await storage.Results.CreateAsync(new Artefact(CompletionMark(runId), "complete"u8.ToArray(), "text/plain"), cancellation);
        return RunOutcome.Done(identity, sealing.NewlySealed, snapshot);
    }

    private static string CompletionMark(string runId) => $"{runId}/complete";

    private async Task StoreResultsAsync(AnalysisResults results, CancellationToken cancellation)
    {
        var runId = results.Identity.RunId;
        await storage.Results.CreateAsync(new Artefact($"{runId}/results.json", ResultFiles.ToJson(results), "application/json"), cancellation);
        await storage.Results.CreateAsync(new Artefact($"{runId}/results.csv", ResultFiles.ToCsv(results), "text/csv"), cancellation);
    }

    private async Task StoreReportsAsync(AnalysisResults results, CancellationToken cancellation)
    {
        foreach (var language in Protocol.ReportLanguages)
        {
            foreach (var audience in Enum.GetValues<Audience>())
            {
                var request = new ReportRequest { Protocol = Protocol, Results = results, Audience = audience, Language = language };
                var document = new ReportDocument(results.Identity.RunId, audience == Audience.Open ? ReportDocument.Open : ReportDocument.Closed, language);
                await storage.Reports.CreateAsync(new Artefact(document.Name, ClinicalReport.Write(request), ReportDocument.ContentType), cancellation);
            }
        }
    }
}
