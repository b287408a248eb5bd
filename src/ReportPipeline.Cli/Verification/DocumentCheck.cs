using ReportPipeline.Custody.Manifests;
using ReportPipeline.Reporting.Verification;

namespace ReportPipeline.Cli.Verification;

/// <summary>Checks a document offline: is the manifest signed, and is the document the one it describes?</summary>
public static class DocumentCheck
{
    private const string NoManifest =
        "The manifest is not the manifest of one document in a format that this version knows. "
        + "Give the document's own manifest (NAME.manifest.json), not that of the run.";

    private const string NotSigned =
        "The signature does not belong to this manifest and this key: the manifest or its signature was changed, or the key is another one. "
        + "What follows compares with a manifest that nobody vouches for.";

    private const string NoPackage = "The document is no Word file: it was cut, or bytes were written into its directory.";

    public static DocumentFindings Run(DocumentEvidence evidence)
    {
        List<string> problems = evidence.Key.Verify(evidence.Manifest, evidence.Signature) ? [] : [NotSigned];
        if (DocumentManifest.Read(evidence.Manifest) is not { } manifest)
        {
            return new DocumentFindings(null, [.. problems, NoManifest], []);
        }

        try
        {
            return new DocumentFindings(manifest, problems, DocumentComparison.Changes(
                manifest.Contents, DocumentReader.Read(evidence.Document), DocumentReader.FindForeignByte(evidence.Document)));
        }
        catch (InvalidDataException)
        {
            return new DocumentFindings(manifest, [.. problems, NoPackage], []);
        }
    }
}
