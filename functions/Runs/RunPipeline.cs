using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Custody;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Reporting;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Dataset.Delta;
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
public sealed class RunPipeline(PipelineStorage storage, LedgerSeal ledger, FactArchive archive, SiteFeedback feedback, RunRecord record, RunCatalogue runs, RunSettings settings)
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
        if (await runs.FindAsync(runId, cancellation) is not null)
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
        await StoreResultsAsync(results, cancellation);
        await feedback.StoreAsync(dataset, identity, cancellation);
        await RunStage.MeasureAsync(RunStage.Report, () => StoreReportsAsync(results, cancellation));
        await record.WriteAsync(identity, cancellation);
        await runs.CompleteAsync(identity, cancellation);
        return RunOutcome.Done(runId, head.Number, sealing.NewlySealed, history.BundleCount);
    }

    private async Task<History> ReadHistoryAsync(LedgerEntry head, CancellationToken cancellation)
    {
        var history = History.Empty;
        var previous = LedgerEntry.NoPreviousHead;
        for (var number = 1L; number <= head.Number; number++)
        {
            var entry = number == head.Number ? head : await ledger.ReadAsync(number, cancellation);
            if (entry.PreviousHead != previous)
            {
                throw new LedgerBrokenException($"Ledger entry {number} does not follow from entry {number - 1}.");
            }

            previous = entry.Head;
            if (entry.Bundles.IsEmpty)
            {
                continue;
            }

            history = history.With(entry, await archive.ReadAsync(entry, cancellation));
        }

        return history;
    }

    private async Task<(TrialDataset Dataset, string SnapshotId)> StoreSnapshotAsync(History history, CancellationToken cancellation)
    {
        var dataset = DeriveDataset.From(Protocol, settings.Protocol.Decisions!, history.Facts.Facts, history.Facts.Queries);
        var origin = new DatasetOrigin(history.DataCutOff, Protocol.Id, Protocol.Version, settings.SoftwareVersion);
        var tables = DatasetTables.Of(Protocol, dataset)
            .Select(table => (table.Name, Bytes: DatasetJsonWriter.Write(table, origin)))
            .ToImmutableArray();
        var listing = string.Concat(tables.Select(table => $"{Convert.ToHexStringLower(SHA256.HashData(table.Bytes))}  {table.Name}.json\n"));
        var snapshotId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{history.Newest!.LedgerHead}\n{listing}")));
        foreach (var (name, bytes) in tables)
        {
            await storage.Snapshots.CreateAsync(new Artefact($"{snapshotId}/{name}.json", bytes, "application/json"), cancellation);
        }

        await storage.Snapshots.CreateAsync(new Artefact($"{snapshotId}/SHA256SUMS", Encoding.UTF8.GetBytes(listing), "text/plain"), cancellation);
        await StoreDeltaAsync(snapshotId, history, cancellation);
        return (dataset, snapshotId);
    }

    private async Task StoreDeltaAsync(string snapshotId, History history, CancellationToken cancellation)
    {
        var changes = DeriveChanges.Between(Protocol, settings.Protocol.Decisions!, history.Before.Facts, history.Facts.Facts);
        var delta = SnapshotDelta.Of(changes, history.Newest!, history.Previous) with { Bundles = history.NewestBundles };
        await storage.Snapshots.CreateAsync(new Artefact($"{snapshotId}/delta.json", delta.ToBytes(), "application/json"), cancellation);
    }

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

    /// <summary>All facts up to the head and up to the entry before it.</summary>
    private sealed record History(FactsOfEntry Facts, FactsOfEntry Before, long BundleCount)
    {
        public static History Empty { get; } = new(FactsOfEntry.Empty, FactsOfEntry.Empty, 0);

        public SnapshotPoint? Newest { get; private init; }

        public SnapshotPoint? Previous { get; private init; }

        public int NewestBundles { get; private init; }

        public DateTimeOffset DataCutOff => Newest?.DataCutOff ?? DateTimeOffset.MinValue;

        public History With(LedgerEntry entry, FactsOfEntry facts)
        {
            var latest = entry.Bundles.Max(bundle => bundle.ReceivedAt);
            return new History(Facts.With(facts), Facts, BundleCount + entry.Bundles.Length)
            {
                Newest = new SnapshotPoint(entry.Number, entry.Head, latest > DataCutOff ? latest : DataCutOff),
                Previous = Newest,
                NewestBundles = entry.Bundles.Length,
            };
        }
    }
}
