using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using ReportPipeline.Cli.Verification;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Storage;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>verify</c>: is this document, to the last digit, what the run made?</summary>
internal static class VerifyVerb
{
    /// <summary>Name of the public key where <c>demo</c> puts it.</summary>
    public const string KeyFile = "verification-key.pem";

    private const int ChangesShown = 200;

    public static Command Create()
    {
        var document = new Argument<FileInfo>("REPORT.docx") { Description = "The report to check." };
        var manifest = new Option<FileInfo?>("--manifest") { Description = "The document's manifest; its signature lies beside it. NAME.manifest.json beside the report when omitted." };
        var key = new Option<FileInfo?>("--key") { Description = $"The published public key (PEM). {KeyFile} beside the report when omitted." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of the local storage of 'serve': also shows who signed, and replays the run." };
        var connection = new Option<string?>("--connection") { Description = "A storage connection string, instead of --data." };
        var protocol = ReplayVerb.Protocol();
        document.AcceptExistingOnly();
        var verb = CommandLine.Verb("verify",
            "Checks a report offline against its signed manifest and names every changed number, text and part. Exit code 1 when anything differs.",
            $"{CommandLine.Tool} verify demo-output/report.open.en.docx");
        verb.Add(document);
        foreach (var option in new Option[] { manifest, key, data, connection, protocol })
            verb.Add(option);
        verb.SetAction((parsed, cancellation) => RunAsync(
            new Files(parsed.GetRequiredValue(document), parsed.GetValue(manifest), parsed.GetValue(key)),
            new Stored(parsed.GetValue(data), parsed.GetValue(connection), parsed.GetRequiredValue(protocol)),
            cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(Files files, Stored stored, CancellationToken cancellation)
    {
        foreach (var missing in new[] { files.ManifestFile, files.SignatureFile, files.KeyFileInfo }.Where(file => !file.Exists))
        {
            await Console.Error.WriteLineAsync($"There is no file '{missing.Name}' where it is looked for; name it with --manifest or --key.");
            return CommandLine.NotUsable;
        }

        if (await ReadKeyAsync(files.KeyFileInfo, cancellation) is not { } key)
        {
            await Console.Error.WriteLineAsync($"'{files.KeyFileInfo.Name}' is no public key on the curve P-256 in PEM.");
            return CommandLine.NotUsable;
        }

        var evidence = new DocumentEvidence(
            await File.ReadAllBytesAsync(files.Document.FullName, cancellation),
            await File.ReadAllBytesAsync(files.ManifestFile.FullName, cancellation),
            await File.ReadAllBytesAsync(files.SignatureFile.FullName, cancellation),
            key);
        var findings = DocumentCheck.Run(evidence);
        foreach (var line in Lines(findings, key))
            Console.WriteLine(line);
        var held = findings.Manifest is { } manifest && stored.IsGiven
            ? await StorageAccess.WithStorageAsync(
                stored.Data ?? new DirectoryInfo("."), stored.Connection, storage => CompareAsync(storage, stored, manifest, key, cancellation), cancellation)
            : CommandLine.Done;
        return findings.IsAuthentic ? held : CommandLine.Failed;
    }

    /// <summary>What only the stored data can tell: who signed, and whether the run comes out again.</summary>
    private static async Task<int> CompareAsync(
        PipelineStorage storage, Stored stored, DocumentManifest manifest, VerificationKey key, CancellationToken cancellation)
    {
        var (acts, hold) = await ActLines.ReadAsync(storage, manifest, key, cancellation);
        foreach (var act in acts)
            Console.WriteLine(act);
        var run = new ReplayedRun(manifest.Run.RunId, stored.Protocol, new LocalFolder(stored.Data ?? new DirectoryInfo(".local")).Keys);
        if (await ReplayInputs.RunAsync(storage, run, cancellation) is not { } outcome)
        {
            Console.WriteLine("Storage holds no complete report of this run.");
            return CommandLine.Failed;
        }

        foreach (var line in ReplayVerb.Lines(outcome))
            Console.WriteLine(line);
        var made = outcome.Files.FirstOrDefault(file => file.Key.EndsWith($"/{manifest.Document}", StringComparison.Ordinal)).Value;
        var same = Convert.ToHexStringLower(SHA256.HashData(made.Span)) == manifest.Contents.Sha256;
        Console.WriteLine(same ? "The replayed document is the signed one, byte for byte." : "The replayed document is NOT the signed one.");
        return hold && same && outcome.Findings.IsEmpty ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task<VerificationKey?> ReadKeyAsync(FileInfo file, CancellationToken cancellation)
    {
        try
        {
            return VerificationKey.FromPem(await File.ReadAllTextAsync(file.FullName, cancellation));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(DocumentFindings findings, VerificationKey key)
    {
        foreach (var problem in findings.Problems)
            yield return problem;
        foreach (var change in findings.Changes.Take(ChangesShown))
            yield return change.ToString();
        if (findings.Changes.Count > ChangesShown)
            yield return string.Create(CultureInfo.InvariantCulture, $"… and {findings.Changes.Count - ChangesShown} more changes.");
        if (findings.Manifest is { } manifest)
            yield return Origin(manifest);
        yield return findings.IsAuthentic
            ? string.Create(CultureInfo.InvariantCulture, $"Authentic: every byte is as signed, {findings.Manifest!.Contents.Numbers.Length} numbers included.")
            : "NOT AUTHENTIC: see above.";
        yield return $"Key {key.KeyId}. Compare it with the key that the sponsor published elsewhere: whoever can replace the file can replace its neighbours.";
    }

    private static string Origin(DocumentManifest manifest) => string.Create(CultureInfo.InvariantCulture,
        $"{manifest.Document} of run {manifest.Run.RunId}: ledger entry {manifest.Run.LedgerSequence}, head {manifest.Run.LedgerHead}, data cut-off {manifest.Run.DataCutOff.UtcDateTime:O}, software {manifest.Run.SoftwareVersion}.");

    private sealed record Stored(DirectoryInfo? Data, string? Connection, FileInfo Protocol)
    {
        public bool IsGiven => Data is not null || Connection is not null;
    }

    private sealed record Files(FileInfo Document, FileInfo? Manifest, FileInfo? Key)
    {
        public FileInfo ManifestFile { get; } = Manifest ?? new FileInfo(ManifestNames.ManifestOf(Document.FullName));

        public FileInfo SignatureFile { get; } = new(ManifestNames.SignatureOf((Manifest ?? new FileInfo(ManifestNames.ManifestOf(Document.FullName))).FullName));

        public FileInfo KeyFileInfo { get; } = Key ?? new FileInfo(Path.Combine(Document.DirectoryName!, KeyFile));
    }
}
