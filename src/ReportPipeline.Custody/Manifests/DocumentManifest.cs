using System.Text.Json;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Custody.Manifests;

/// <summary>
/// What one document was when the run made it: where it comes from and everything it holds. With its signature and the public key
/// it is all that a stranger needs. It goes to whoever may read the document, because it repeats the document's numbers.
/// </summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Document">File name within the run, for example <c>open.en.docx</c>.</param>
/// <param name="Run">Ledger head, snapshot, cut-off, protocol with decisions, and software that the document is a function of.</param>
/// <param name="PreviousReleased">Run of the released report that the document compares itself with; null for the first.</param>
/// <param name="Contents">Hash of the file, its parts, its paragraphs and rows, its numbers.</param>
public sealed record DocumentManifest(
    string Format,
    string Document,
    RunIdentity Run,
    string? PreviousReleased,
    DocumentContents Contents)
{
    public const string CurrentFormat = "report-pipeline/document-manifest/1";

    public static DocumentManifest Of(string document, RunIdentity run, string? previousReleased, DocumentContents contents) =>
        new(CurrentFormat, document, run, previousReleased, contents);

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, TrialJson.Options);

    /// <returns>Null when the bytes are no manifest of this format. Check the signature first.</returns>
    public static DocumentManifest? Read(ReadOnlySpan<byte> bytes) => ManifestJson.Read<DocumentManifest>(bytes, CurrentFormat);
}
