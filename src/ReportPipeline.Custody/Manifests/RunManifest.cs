using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Custody.Manifests;

/// <summary>Everything that one run made, by hash. It holds no number of any document, so every committee member may have it.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Run">What all of it is a function of.</param>
/// <param name="PreviousReleased">Run of the released report that the documents compare themselves with; null for the first.</param>
/// <param name="Documents">In ordinal order of name.</param>
/// <param name="Artefacts">Results and snapshot tables, in ordinal order of name.</param>
/// <param name="Refused">Documents that were not stored and why, by kind and place: an identity, or a number by arm in the open report.</param>
/// <param name="SmallCells">Numbers of the open report about very few subjects, for whoever releases it.</param>
public sealed record RunManifest(
    string Format,
    RunIdentity Run,
    string? PreviousReleased,
    ImmutableArray<SealedDocument> Documents,
    ImmutableArray<SealedArtefact> Artefacts,
    ImmutableArray<string> Refused,
    ImmutableArray<string> SmallCells)
{
    public const string CurrentFormat = "report-pipeline/run-manifest/1";

    /// <summary>Name within the run's folder.</summary>
    public const string FileName = "manifest.json";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, TrialJson.Indented);

    /// <returns>Null when the bytes are no manifest of this format. Check the signature first.</returns>
    public static RunManifest? Read(ReadOnlySpan<byte> bytes) => ManifestJson.Read<RunManifest>(bytes, CurrentFormat);
}

/// <param name="Name">File name within the run, for example <c>closed.zh-Hans.docx</c>.</param>
/// <param name="Sha256">Of the file, lower-case hexadecimal.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Manifest">SHA-256 of the document's own manifest.</param>
/// <param name="Parts">Every part of the package.</param>
public sealed record SealedDocument(string Name, string Sha256, long Length, string Manifest, ImmutableArray<DocumentPart> Parts);

/// <param name="Name">Container and blob, for example <c>results/3f9a…/results.json</c>.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record SealedArtefact(string Name, string Sha256)
{
    public static SealedArtefact Of(string name, ReadOnlySpan<byte> bytes) => new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
