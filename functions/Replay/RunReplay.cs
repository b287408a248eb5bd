using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Replay;

/// <summary>
/// Makes a run anew from the raw bytes, in memory and without writing to storage, and compares everything with what was stored: facts,
/// snapshot, results, documents, manifests. Nothing that was derived before is read, except the results of the previous released report,
/// which are an input.
/// </summary>
public sealed class RunReplay(PipelineStorage storage, LedgerSeal ledger, BundleIntake intake, RunSettings settings)
{
    private readonly FactArchive archive = new(storage, intake, settings.Reading);
    private readonly ReplayComparison comparison = new(storage);

    private TrialProtocol Protocol => settings.Protocol.Protocol!;

    /// <returns>Null when storage holds no complete run of this id.</returns>
    public async Task<ReplayOutcome?> RunAsync(string runId, CancellationToken cancellation)
    {
        if (await new RunCatalogue(storage).FindAsync(runId, cancellation) is not { } recorded)
        {
            return null;
        }

        var findings = new List<ReplayFinding>(Inputs(recorded));
        var head = await ledger.ReadAsync(recorded.LedgerSequence, cancellation);
        if (head.Head != recorded.LedgerHead)
        {
            findings.Add(new ReplayFinding(ReplayStage.Inputs, $"ledger entry {recorded.LedgerSequence}", "its head is not the one that the report names"));
        }

        var history = await HistoryReader.ReadAsync(ledger, head, (entry, token) => FactsAsync(entry, findings, token), cancellation);
        // As the recorded version of the program, so that one difference of versions does not show in every file.
        var snapshot = SnapshotFiles.Of(settings with { SoftwareVersion = recorded.SoftwareVersion }, history);
        findings.AddRange(await comparison.SnapshotAsync(recorded.SnapshotId, snapshot, cancellation));
        var identity = recorded with { SnapshotId = snapshot.Id, DataCutOff = history.DataCutOff, BundleCount = history.BundleCount };
        var results = EndpointAnalyses.Run(Protocol, settings.Protocol.Decisions!, snapshot.Dataset, identity);
        findings.AddRange(await comparison.ResultsAsync(results, cancellation));
        var documents = await DocumentsAsync(history, results, cancellation);
        findings.AddRange(await comparison.DocumentsAsync(results, documents, cancellation));
        return new ReplayOutcome(Files(snapshot, results, documents), [.. findings]);
    }

    private IEnumerable<ReplayFinding> Inputs(RunIdentity recorded)
    {
        if (recorded.SoftwareVersion != settings.SoftwareVersion)
        {
            yield return new ReplayFinding(ReplayStage.Inputs, "software",
                $"the report was made by {recorded.SoftwareVersion}, this is {settings.SoftwareVersion}; differences below may come from that");
        }

        if (recorded.ProtocolHash != settings.Protocol.Hash)
        {
            yield return new ReplayFinding(ReplayStage.Inputs, "protocol",
                $"the report was made with protocol and decisions {recorded.ProtocolHash}, here are {settings.Protocol.Hash}; give the recorded ones with --protocol");
        }
    }

    private async Task<FactsOfEntry> FactsAsync(LedgerEntry entry, List<ReplayFinding> findings, CancellationToken cancellation)
    {
        var facts = await archive.ParseAsync(entry, cancellation);
        var name = archive.NameOf(entry);
        if (await storage.Snapshots.ReadAsync(name, cancellation) is { } stored && !stored.AsSpan().SequenceEqual(TrialJson.ToBytes(facts)))
        {
            findings.Add(new ReplayFinding(ReplayStage.Facts, $"snapshots/{name}", $"the facts kept for ledger entry {entry.Number} are not what its bundles say"));
        }

        return facts;
    }

    private async Task<ImmutableArray<WrittenDocument>> DocumentsAsync(RunHistory history, AnalysisResults results, CancellationToken cancellation)
    {
        var changes = await new ReleasedReports(storage).CompareAsync(history, results, cancellation);
        return [.. RunDocuments.Write(Protocol, results, changes)];
    }

    private static ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Files(
        SnapshotFiles snapshot, AnalysisResults results, ImmutableArray<WrittenDocument> documents) =>
    [
        .. snapshot.Files.Select(file => KeyValuePair.Create($"snapshots/{file.Name}", file.Bytes)),
        .. ResultArtefacts.Of(results).Select(file => KeyValuePair.Create($"results/{file.Name}", file.Bytes)),
        .. documents.Select(written => KeyValuePair.Create($"reports/{written.Document.Name}", (ReadOnlyMemory<byte>)written.Bytes)),
    ];
}
