using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Language;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Reporting;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>
/// Verifies a stored report: its manifest's signature, every document of the edition against the manifest and against its results, and
/// the ledger's head.
/// </summary>
internal sealed class ReportChecks(PipelineStorage storage, DeskReports reports, LedgerSeal ledger, SigningKey key)
{
    public async Task<ImmutableArray<VerifyCheck>> RunAsync(ReportFrame report, ActWords words, CancellationToken cancellation)
    {
        var checks = ImmutableArray.CreateBuilder<VerifyCheck>();
        var manifest = await ReadManifestAsync(report.Identity.RunId, cancellation);
        checks.Add(new VerifyCheck(words.ManifestCheck, manifest is not null, manifest is null ? words.NotSigned : words.SignedWith(key.Verification.KeyId)));
        foreach (var language in reports.Languages)
            checks.Add(await CheckAsync(new ReportDocument(report.Identity.RunId, report.Edition, language), manifest, words, cancellation));
        checks.Add(await CheckHeadAsync(report, words));
        return checks.ToImmutable();
    }

    /// <summary>The run's manifest when this server signed it.</summary>
    private async Task<RunManifest?> ReadManifestAsync(string run, CancellationToken cancellation)
    {
        var name = $"{run}/{RunManifest.FileName}";
        return await storage.Reports.ReadAsync(name, cancellation) is { } bytes
            && await storage.Reports.ReadAsync(ManifestNames.SignatureOf(name), cancellation) is { } signature
            && key.Verification.Verify(bytes, signature)
                ? RunManifest.Read(bytes)
                : null;
    }

    private async Task<VerifyCheck> CheckAsync(ReportDocument document, RunManifest? manifest, ActWords words, CancellationToken cancellation)
    {
        var name = words.DocumentCheck($"{document.Audience}.{document.Language}");
        var stated = manifest?.Documents.FirstOrDefault(sealedDocument => sealedDocument.Name == document.FileName);
        if (await storage.Reports.ReadAsync(document.Name, cancellation) is not { } bytes || stated?.Sha256 != BundleArchive.HashOf(bytes))
            return new VerifyCheck(name, false, words.OtherBytes);
        if (!reports.CanBeShown(manifest!.Run))
            return new VerifyCheck(name, true, words.NotWrittenAgain);
        var same = ClinicalReport.Write(await reports.RequestAsync(document)).AsSpan().SequenceEqual(bytes);
        return new VerifyCheck(name, same, same ? words.SameBytes : words.WrittenOtherwise);
    }

    /// <summary>Reading an entry recomputes its root and head; the head must be the one that the report names.</summary>
    private async Task<VerifyCheck> CheckHeadAsync(ReportFrame report, ActWords words)
    {
        try
        {
            var entry = await ledger.ReadAsync(report.Identity.LedgerSequence, CancellationToken.None);
            return new VerifyCheck(words.LedgerCheck, entry.Head == report.Identity.LedgerHead, entry.Head);
        }
        catch (LedgerBrokenException broken)
        {
            return new VerifyCheck(words.LedgerCheck, false, broken.Message);
        }
    }
}
