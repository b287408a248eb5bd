using System.Collections.Immutable;
using System.Security.Cryptography;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Reporting.Verification;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Reports;

/// <summary>
/// Stores the documents of a run, each with its signed manifest, and last the manifest of the run. Documents and manifests follow from
/// the run's inputs; signatures carry chance, so the first one that was stored stands.
/// </summary>
public sealed class ReportPublication(PipelineStorage storage, LedgerSeal ledger, TrialProtocol protocol, ReportGuard guard, SigningKey key)
{
    private const string Json = "application/json";

    private readonly ReleasedReports released = new(storage, ledger);

    /// <param name="artefacts">What else the run has stored, by hash.</param>
    /// <returns>Which documents were refused and why; they are not stored.</returns>
    internal async Task<ImmutableArray<string>> StoreAsync(
        LedgerEntry head, TrialDataset dataset, AnalysisResults results, IEnumerable<SealedArtefact> artefacts, CancellationToken cancellation)
    {
        var changes = await released.CompareAsync(head, dataset, results, cancellation);
        var leaks = await guard.OpenAsync(head, results, cancellation);
        var sealedDocuments = new List<SealedDocument>();
        var (refused, small) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var written in RunDocuments.Write(protocol, results, changes))
        {
            var contents = DocumentReader.Read(written.Bytes, results);
            var open = guard.CheckOpen(written, results, contents);
            small.AddRange(open?.Small.Select(cell => $"{written.Document.FileName}: {cell}") ?? []);
            var refusals = ReportGuard.Refusals(leaks, written, open);
            refused.AddRange(refusals);
            if (refusals.IsEmpty)
            {
                sealedDocuments.Add(await StoreAsync(written, DocumentManifest.Of(written.Document.FileName, results.Identity, changes?.Previous, contents), cancellation));
            }
        }

        var all = new RunManifest(
            RunManifest.CurrentFormat,
            results.Identity,
            changes?.Previous,
            [.. sealedDocuments.OrderBy(document => document.Name, StringComparer.Ordinal)],
            [.. artefacts.OrderBy(artefact => artefact.Name, StringComparer.Ordinal)],
            refused.ToImmutable(),
            small.ToImmutable());
        await StoreSignedAsync($"{results.Identity.RunId}/{RunManifest.FileName}", all.ToBytes(), cancellation);
        return refused.ToImmutable();
    }

    private async Task<SealedDocument> StoreAsync(WrittenDocument written, DocumentManifest manifest, CancellationToken cancellation)
    {
        await storage.Reports.CreateAsync(new Artefact(written.Document.Name, written.Bytes, ReportDocument.ContentType), cancellation);
        var bytes = manifest.ToBytes();
        await StoreSignedAsync(ManifestNames.ManifestOf(written.Document.Name), bytes, cancellation);
        return new SealedDocument(
            written.Document.FileName,
            manifest.Contents.Sha256,
            manifest.Contents.Length,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            manifest.Contents.Parts);
    }

    private async Task StoreSignedAsync(string name, byte[] manifest, CancellationToken cancellation)
    {
        await storage.Reports.CreateAsync(new Artefact(name, manifest, Json), cancellation);
        await storage.Reports.KeepFirstAsync(
            new Artefact(ManifestNames.SignatureOf(name), key.Sign(manifest), "application/octet-stream"), cancellation);
    }
}
