using System.Collections.Immutable;
using System.Text.Json;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Replay;

/// <summary>
/// Makes a run anew from the ledger and the raw bytes in a clean storage, and compares everything with what was stored: facts, snapshot,
/// results, documents, manifest. Nothing derived is taken over, except the results of the previous released report, which are an input.
/// </summary>
/// <param name="storage">What is checked; nothing is written to it.</param>
/// <param name="clean">An empty storage.</param>
/// <param name="ledger">Reads the ledger of <paramref name="storage"/>.</param>
public sealed class RunReplay(PipelineStorage storage, PipelineStorage clean, LedgerSeal ledger, BundleIntake intake, RunSettings settings)
{
    private readonly ReplayComparison comparison = new(storage, clean);

    private TrialProtocol Protocol => settings.Protocol.Protocol!;

    /// <returns>Null when storage holds no complete run of this id.</returns>
    public async Task<ReplayOutcome?> RunAsync(string runId, CancellationToken cancellation)
    {
        RunIdentity? recorded;
        try
        {
            recorded = await new RunCatalogue(storage).FindAsync(runId, cancellation);
        }
        catch (JsonException)
        {
            return Stopped([new ReplayFinding(ReplayStage.Inputs, $"results/{RunCatalogue.MarkNameOf(runId)}", "it does not say which run it completes: it was altered")]);
        }

        if (recorded is null)
        {
            return null;
        }

        var findings = new List<ReplayFinding>(Inputs(recorded));
        if (await new ReplayInputCopy(storage, clean, ledger, findings).CopyAsync(recorded.LedgerSequence, cancellation) is not { } head)
        {
            return Stopped(findings);
        }

        if (head.Head != recorded.LedgerHead)
        {
            findings.Add(new ReplayFinding(ReplayStage.Inputs, $"ledger entry {recorded.LedgerSequence}", "its head is not the one that the report names"));
        }

        var snapshot = await MakeSnapshotAsync(head, recorded, cancellation);
        findings.AddRange(await comparison.SnapshotsAsync(recorded.SnapshotId, snapshot.Id, cancellation));
        var identity = recorded with { SnapshotId = snapshot.Id, DataCutOff = snapshot.Point.DataCutOff, BundleCount = snapshot.Bundles };
        var results = EndpointAnalyses.Run(Protocol, settings.Protocol.Decisions!, snapshot.Dataset, identity);
        findings.AddRange(await comparison.ResultsAsync(results, cancellation));
        var changes = await new ReleasedReports(storage, ledger).CompareAsync(head, snapshot.Dataset, results, cancellation);
        ImmutableArray<WrittenDocument> documents = [.. RunDocuments.Write(Protocol, results, changes)];
        findings.AddRange(await comparison.DocumentsAsync(results, documents, cancellation));
        return new ReplayOutcome(await FilesAsync(results, documents, cancellation), [.. findings]);
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

    /// <summary>What was altered before the first stage leaves nothing to make the rest from.</summary>
    private static ReplayOutcome Stopped(IEnumerable<ReplayFinding> findings) => new([], [.. findings]);

    // As the recorded version of the program, so that one difference of versions does not show in every file.
    private Task<Snapshot> MakeSnapshotAsync(LedgerEntry head, RunIdentity recorded, CancellationToken cancellation)
    {
        var asRecorded = settings with { SoftwareVersion = recorded.SoftwareVersion };
        return new SnapshotArchive(new FactArchive(clean, ledger, intake, settings.Reading), new CasebookStore(clean.Snapshots, asRecorded), asRecorded)
            .MakeAsync(head, cancellation);
    }

    private async Task<ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>>> FilesAsync(
        AnalysisResults results, ImmutableArray<WrittenDocument> documents, CancellationToken cancellation)
    {
        var files = ImmutableArray.CreateBuilder<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        await foreach (var name in clean.Snapshots.ListAsync(cancellation: cancellation))
        {
            files.Add(new($"snapshots/{name}", await clean.Snapshots.ReadAsync(name, cancellation)));
        }

        files.AddRange(ResultArtefacts.Of(results).Select(file => KeyValuePair.Create($"results/{file.Name}", file.Bytes)));
        files.AddRange(documents.Select(written => KeyValuePair.Create($"reports/{written.Document.Name}", (ReadOnlyMemory<byte>)written.Bytes)));
        return files.ToImmutable();
    }
}
