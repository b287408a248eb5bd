using System.Collections.Immutable;
using System.Text.Json;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Reporting.Verification;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Replay;

/// <summary>Compares what a replay made with what storage holds, and explains a difference at its own stage: table, row, place in a document.</summary>
internal sealed class ReplayComparison(PipelineStorage storage, PipelineStorage clean)
{
    private const int RowsNamed = 20;

    /// <summary>
    /// The facts and the snapshot's own files. Tables are named by their hash: a table that came out otherwise has another name, and the
    /// index tells which. What only speeds the next run up is no part of a snapshot and is not compared.
    /// </summary>
    public async Task<IEnumerable<ReplayFinding>> SnapshotsAsync(string storedId, string madeId, CancellationToken cancellation)
    {
        var findings = new List<ReplayFinding>();
        await foreach (var name in clean.Snapshots.ListAsync(cancellation: cancellation))
        {
            if (StageOf(name, madeId) is not { } stage)
            {
                continue;
            }

            var storedName = name.Replace(madeId, storedId, StringComparison.Ordinal);
            var (made, stored) = (await clean.Snapshots.ReadAsync(name, cancellation), await storage.Snapshots.ReadAsync(storedName, cancellation));

            // Facts are kept under the reading's key: a run of another version has them elsewhere, or in other batches.
            if (stored is null ? stage != ReplayStage.Facts : !stored.AsSpan().SequenceEqual(made))
            {
                findings.Add(new ReplayFinding(stage, $"snapshots/{storedName}", Explain(stored, made)));
            }
        }

        return findings.OrderBy(finding => finding.Stage);
    }

    private static ReplayStage? StageOf(string name, string snapshot) =>
        name.StartsWith("facts/", StringComparison.Ordinal) ? ReplayStage.Facts
        : name.StartsWith("tables/", StringComparison.Ordinal) || name.StartsWith(snapshot, StringComparison.Ordinal) ? ReplayStage.Snapshot
        : null;

    public async Task<IEnumerable<ReplayFinding>> ResultsAsync(AnalysisResults made, CancellationToken cancellation)
    {
        var findings = new List<ReplayFinding>();
        foreach (var file in ResultArtefacts.Of(made))
        {
            var stored = await storage.Results.ReadAsync(file.Name, cancellation);
            if (stored is null || !file.Bytes.Span.SequenceEqual(stored))
            {
                findings.Add(new ReplayFinding(ReplayStage.Results, $"results/{file.Name}", Explain(stored, file.Bytes.Span)));
                findings.AddRange(file.Name.EndsWith(".json", StringComparison.Ordinal) ? Rows($"results/{file.Name}", stored, made) : []);
            }
        }

        return findings;
    }

    public async Task<IEnumerable<ReplayFinding>> DocumentsAsync(
        AnalysisResults results, ImmutableArray<WrittenDocument> made, CancellationToken cancellation)
    {
        var findings = new List<ReplayFinding>();
        var manifest = await storage.Reports.ReadAsync($"{results.Identity.RunId}/{RunManifest.FileName}", cancellation) is { } bytes ? RunManifest.Read(bytes) : null;
        foreach (var written in made)
        {
            var stored = await storage.Reports.ReadAsync(written.Document.Name, cancellation);
            if (stored is null)
            {
                findings.AddRange(manifest?.Refused.Any(refused => refused.StartsWith(written.Document.FileName, StringComparison.Ordinal)) == true
                    ? []
                    : [new ReplayFinding(ReplayStage.Documents, written.Document.Name, "is not stored and was not refused")]);
                continue;
            }

            findings.AddRange(Changes(written, stored, results)
                .Select(change => new ReplayFinding(ReplayStage.Documents, written.Document.Name, change)));
            if (manifest?.Documents.FirstOrDefault(document => document.Name == written.Document.FileName)?.Sha256 != BundleArchive.HashOf(written.Bytes))
            {
                findings.Add(new ReplayFinding(ReplayStage.Manifest, written.Document.Name, "the run's manifest names another hash, or does not name it"));
            }
        }

        return findings;
    }

    private static IEnumerable<string> Changes(WrittenDocument written, byte[] stored, AnalysisResults results)
    {
        try
        {
            return DocumentComparison.Changes(
                    DocumentReader.Read(written.Bytes, results), DocumentReader.Read(stored), DocumentReader.FindForeignByte(stored))
                .Select(change => change.ToString());
        }
        catch (InvalidDataException)
        {
            return ["what is stored is no Word file"];
        }
    }

    private static IEnumerable<ReplayFinding> Rows(string name, byte[]? stored, AnalysisResults made)
    {
        if (stored is null || Read(stored) is not { } before)
        {
            return [];
        }

        var changed = made.Rows.Where(row => before.Find(row.Id)?.Value != row.Value).Select(row => $"{row.Id}: {Text(before.Find(row.Id)?.Value)} is stored, {Text(row.Value)} comes out")
            .Concat(before.Rows.Where(row => made.Find(row.Id) is null).Select(row => $"{row.Id}: is stored and does not come out"));
        return changed.Take(RowsNamed).Select(row => new ReplayFinding(ReplayStage.Results, name, row));
    }

    private static AnalysisResults? Read(byte[] stored)
    {
        try
        {
            return ResultFiles.FromJson(stored);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(ResultValue? value) => value switch
    {
        NumberValue number => number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        TextValue => "a text",
        NotEstimableValue => "not estimable",
        _ => "nothing",
    };

    private static string Explain(byte[]? stored, ReadOnlySpan<byte> made) => stored is null
        ? "is not stored"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{stored.Length} bytes are stored, {made.Length} come out; the first different one is byte {made.CommonPrefixLength(stored)}");
}
