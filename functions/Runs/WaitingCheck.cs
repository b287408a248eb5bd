using System.Globalization;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Compares what the next run will seal with the lines of the audit trail that tell of it, and a run's documents with its signed manifest,
/// too: until they are sealed, whoever can write everywhere can write a line as well.
/// </summary>
/// <param name="lines">What the sealed lines say, and those that wait.</param>
internal sealed class WaitingCheck(CheckScope scope, PublicKeys keys, SealedItems items, (TrailReading Sealed, TrailReading Waiting) lines)
{
    private const string Reports = "reports/";

    /// <summary>Claims and refusals with the lines of their submissions.</summary>
    private static readonly HashSet<string> ComparedElsewhere = ["claims", "rejected"];

    public async Task CompareAsync()
    {
        foreach (var name in lines.Waiting.Artefacts.Where(IsToBeSealed).Order(StringComparer.Ordinal))
            await CompareAsync(name);
        foreach (var mark in lines.Waiting.Artefacts.Where(name => InsertionCheck.IsCompletionMark(name) && IsToBeSealed(name)))
            await CompareWithManifestAsync(mark.Split('/')[1]);
        foreach (var (subject, _) in lines.Waiting.ActsDone)
            await CountActsAsync(subject);
    }

    private bool IsToBeSealed(string name) => !items.Records.ContainsKey(name) && !ComparedElsewhere.Contains(name.Split('/')[0]);

    private async Task CompareAsync(string name)
    {
        var bytes = await scope.Storage.ReadStoredAsync(name, scope.Cancellation);
        if (bytes is null)
        {
            // Whether a mark should be there is for the runs to say.
            if (lines.Waiting.Stored.Contains(name) && !InsertionCheck.IsCompletionMark(name))
                scope.Findings.Add($"{name}, which a line of the audit trail tells of, is missing.");
        }
        else if (!lines.Waiting.VouchesFor(name, BundleArchive.HashOf(bytes)))
        {
            scope.Findings.Add($"{name}, which waits for the next run, has other bytes than the audit trail says.");
        }
        else if (InsertionCheck.IsAct(name))
        {
            SealedBytesCheck.CheckAct(name, bytes, keys, scope.Findings);
        }
    }

    private async Task CompareWithManifestAsync(string run)
    {
        var name = $"{Reports}{run}/{RunManifest.FileName}";
        if (await scope.Storage.ReadStoredAsync(name, scope.Cancellation) is not { } bytes
            || await scope.Storage.ReadStoredAsync(ManifestNames.SignatureOf(name), scope.Cancellation) is not { } signature)
        {
            if (!lines.Waiting.Stored.Contains(name))
                scope.Findings.Add($"{name} or its signature is missing, and the line of its run does not tell of it.");
            return;
        }

        if (!keys.Verify(bytes, signature) || RunManifest.Read(bytes) is not { } manifest)
        {
            scope.Findings.Add($"{name}: its signature does not verify.");
            return;
        }

        foreach (var file in NamedBy(manifest).Where(file => IsToBeSealed(file.Name) && !lines.Waiting.VouchesFor(file.Name, file.Sha256)))
            scope.Findings.Add($"{file.Name}: the audit trail says another hash than the signed manifest of run {run}.");
    }

    private static IEnumerable<SealedArtefact> NamedBy(RunManifest manifest)
    {
        foreach (var document in manifest.Documents)
        {
            var name = $"{Reports}{manifest.Run.RunId}/{document.Name}";
            yield return new SealedArtefact(name, document.Sha256);
            yield return new SealedArtefact(ManifestNames.ManifestOf(name), document.Manifest);
        }

        foreach (var artefact in manifest.Artefacts)
            yield return artefact;
    }

    /// <summary>The line after an act says that it is stored, without its name: the number on the subject tells whether one was removed.</summary>
    private async Task CountActsAsync(string subject)
    {
        var told = lines.Sealed.ActsDone.GetValueOrDefault(subject) + lines.Waiting.ActsDone[subject];
        var stored = 0;
        await foreach (var _ in scope.Storage.Reports.ListAsync($"{subject}/acts/", scope.Cancellation))
            stored++;
        if (stored < told)
        {
            scope.Findings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{Reports}{subject}/acts holds {stored} acts, and the audit trail tells of {told}: some were removed."));
        }
    }
}
