using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Cli.Verification;

/// <summary>What a stranger holds: the document, its manifest with signature, and the public key.</summary>
public sealed record DocumentEvidence(byte[] Document, byte[] Manifest, byte[] Signature, VerificationKey Key);

/// <summary>What a check found.</summary>
/// <param name="Manifest">What the document claims to be; null when the manifest cannot be read.</param>
/// <param name="Problems">One sentence each; none when the document is what the run made.</param>
/// <param name="Changes">What differs between document and manifest.</param>
public sealed record DocumentFindings(
    DocumentManifest? Manifest, IReadOnlyList<string> Problems, IReadOnlyList<DocumentChange> Changes)
{
    public bool IsAuthentic => Manifest is not null && Problems.Count == 0 && Changes.Count == 0;
}
