using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// One run: seal, read facts, derive the dataset, analyse, write the reports. Every stage is stored under a name that
/// follows from its inputs and is created once, so a run may be cut anywhere and the next one continues; two runs at
/// once do the same work to the same names.
/// </summary>
public sealed class RunPipeline(PipelineStorage storage, LedgerSeal ledger, FactArchive archive, SiteFeedback feedback, ReportPublication publication, RunSettings settings)
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

        var history = await RunStage.MeasureAsync(RunStage.ReadFacts, () => ReadHistoryAsync(head, cancellation));
        var (dataset, snapshotId) = await RunStage.MeasureAsync(RunStage.Derive, () => StoreSnapshotAsync(history, cancellation));
        var identity = new RunIdentity(
            runId, head.Number, head.Head, snapshotId, history.DataCutOff, Protocol.Id, Protocol.Version,
            settings.Protocol.Hash, settings.SoftwareVersion, history.BundleCount);
        var results = await RunStage.MeasureAsync(
            RunStage.Analyse, () => EndpointAnalyses.Run(Protocol, settings.Protocol.Decisions!, dataset, identity));
        var artefacts = await StoreResultsAsync(results, cancellation);
        await feedback.StoreAsync(dataset, identity, cancellation);
        await RunStage.MeasureAsync(RunStage.Report, () => publication.StoreAsync(results, RunDocuments.Write(Protocol, results), artefacts, cancellation));
        await storage.Results.CreateAsync(new Artefact(CompletionMark(runId), "complete"u8.ToArray(), "text/plain"), cancellation);
        return RunOutcome.Done(runId, head.Number, sealing.NewlySealed, history.BundleCount);
    }

    private static string CompletionMark(string runId) => $"{runId}/complete";

    private async Task<History> ReadHistoryAsync(LedgerEntry head, CancellationToken cancellation)
    {
        var history = new History(FactsOfEntry.Empty, DateTimeOffset.MinValue, 0);
        var previous = LedgerEntry.NoPreviousHead;
        for (var number = 1L; number <= head.Number; number++)
        {
            var entry = number == head.Number ? head : await ledger.ReadAsync(number, cancellation);
            if (entry.PreviousHead != previous)
            {
                throw new LedgerBrokenException($"Ledger entry {number} does not follow from entry {number - 1}.");
            }

            previous = entry.Head;
            history = history.With(entry, await archive.ReadAsync(entry, cancellation));
        }

        return history;
    }

    private async Task<(TrialDataset Dataset, string SnapshotId)> StoreSnapshotAsync(History history, CancellationToken cancellation)
    {
        var dataset = DeriveDataset.From(Protocol, settings.Protocol.Decisions!, history.Facts.Facts, history.Facts.Queries);
        var origin = new DatasetOrigin(history.DataCutOff, Protocol.Id, Protocol.Version, settings.SoftwareVersion);
        var files = SnapshotFiles.Of(Protocol, dataset, origin);
        foreach (var file in files.Tables.Append(files.Listing))
        {
            await storage.Snapshots.CreateAsync(file, cancellation);
        }

        return (dataset, files.Id);
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

    /// <summary>All facts up to the head, with the latest arrival among them.</summary>
    private sealed record History(FactsOfEntry Facts, DateTimeOffset DataCutOff, long BundleCount)
    {
        public History With(LedgerEntry entry, FactsOfEntry facts)
        {
            var latest = entry.Bundles.Max(bundle => bundle.ReceivedAt);
            return new History(Facts.With(facts), latest > DataCutOff ? latest : DataCutOff, BundleCount + entry.Bundles.Length);
        }
    }
}
