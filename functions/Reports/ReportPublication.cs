using System.Collections.Immutable;
using System.Security.Cryptography;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Reporting.Verification;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Reports;

/// <summary>
/// Stores the documents of a run, each with its signed manifest, and last the manifest of the run. Documents and manifests follow from
/// the run's inputs; signatures carry chance, so the first one that was stored stands.
/// </summary>
public sealed class ReportPublication(PipelineStorage storage, SigningKey key)
{
    private const string Json = "application/json";

    /// <param name="artefacts">What else the run has stored, by hash.</param>
    internal async Task StoreAsync(
        AnalysisResults results, IEnumerable<WrittenDocument> documents, IEnumerable<SealedArtefact> artefacts, CancellationToken cancellation)
    {
        var run = results.Identity;
        var written = ImmutableArray.CreateBuilder<SealedDocument>();
        foreach (var (document, bytes) in documents)
        {
            await storage.Reports.CreateAsync(new Artefact(document.Name, bytes, ReportDocument.ContentType), cancellation);
            var contents = DocumentReader.Read(bytes, results);
            var manifest = DocumentManifest.Of(document.FileName, run, null, contents).ToBytes();
            await StoreSignedAsync($"{run.RunId}/{ManifestNames.ManifestOf(document.FileName)}", manifest, cancellation);
            written.Add(new SealedDocument(
                document.FileName, contents.Sha256, contents.Length, Convert.ToHexStringLower(SHA256.HashData(manifest)), contents.Parts));
        }

        var all = new RunManifest(
            RunManifest.CurrentFormat,
            run,
            null,
            [.. written.OrderBy(document => document.Name, StringComparer.Ordinal)],
            [.. artefacts.OrderBy(artefact => artefact.Name, StringComparer.Ordinal)],
            []);
        await StoreSignedAsync($"{run.RunId}/{RunManifest.FileName}", all.ToBytes(), cancellation);
    }

    private async Task StoreSignedAsync(string name, byte[] manifest, CancellationToken cancellation)
    {
        await storage.Reports.CreateAsync(new Artefact(name, manifest, Json), cancellation);
        await storage.Reports.KeepFirstAsync(
            new Artefact(ManifestNames.SignatureOf(name), key.Sign(manifest), "application/octet-stream"), cancellation);
    }
}
