using ReportPipeline.Cli.Verification;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Reporting;
using ReportPipeline.Reporting.Verification;
using ReportPipeline.Tests.SampleResults;

namespace ReportPipeline.Tests.Verification;

/// <summary>The sample trial's closed report with its signed manifest.</summary>
internal static class SealedReport
{
    public static readonly SigningKey Key = SigningKey.Create();

    private static readonly Lazy<byte[]> Closed = new(() => ClinicalReport.Write(Request(Audience.Closed)));

    private static readonly Lazy<DocumentManifest> Sealed = new(() =>
        DocumentManifest.Of("closed.en.docx", SampleRun.Outcome.Results.Identity, null, DocumentReader.Read(Closed.Value, SampleRun.Outcome.Results)));

    public static byte[] Document => Closed.Value;

    public static DocumentManifest Manifest => Sealed.Value;

    public static ReportRequest Request(Audience audience) =>
        new() { Protocol = SampleRun.Outcome.Protocol, Results = SampleRun.Outcome.Results, Audience = audience, Language = "en" };

    /// <summary>Checks a document against the sealed manifest of the genuine one.</summary>
    public static DocumentFindings Check(byte[] document)
    {
        var manifest = Manifest.ToBytes();
        return DocumentCheck.Run(new DocumentEvidence(document, manifest, Key.Sign(manifest), Key.Verification));
    }
}
