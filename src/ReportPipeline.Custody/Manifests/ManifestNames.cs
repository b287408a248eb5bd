namespace ReportPipeline.Custody.Manifests;

/// <summary>What the files beside a document are called.</summary>
public static class ManifestNames
{
    /// <summary><c>open.en.docx</c> → <c>open.en.manifest.json</c>.</summary>
    public static string ManifestOf(string document) => Path.ChangeExtension(document, null) + ".manifest.json";

    /// <summary><c>manifest.json</c> → <c>manifest.sig</c>: DER, over the exact bytes of the manifest.</summary>
    public static string SignatureOf(string manifest) => Path.ChangeExtension(manifest, ".sig");
}
