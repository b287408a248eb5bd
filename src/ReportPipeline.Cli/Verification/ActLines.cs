using System.Globalization;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Storage;

namespace ReportPipeline.Cli.Verification;

/// <summary>Signatures and releases of a report, each checked: signed by the program, chained to the one before, bound to this document's bytes.</summary>
internal static class ActLines
{
    /// <returns>One line per act, and whether all of them hold.</returns>
    public static async Task<(IReadOnlyList<string> Lines, bool Hold)> ReadAsync(
        PipelineStorage storage, DocumentManifest manifest, VerificationKey key, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var (hold, previous) = (true, (string?)null);
        for (var number = 1; await storage.Reports.ReadAsync(NameOf(manifest.Run.RunId, number), cancellation) is { } bytes; number++)
        {
            var signed = SignedAct.Read(bytes);
            var faults = Faults(signed, await KeyOfAsync(storage, signed, key, cancellation), previous).ToList();
            hold &= faults.Count == 0;
            lines.Add(Line(signed.Act, manifest) + string.Concat(faults.Select(fault => $"; {fault}")));
            previous = BundleArchive.HashOf(bytes);
        }

        if (await storage.Reports.ListAsync($"{manifest.Run.RunId}/acts/", cancellation).CountAsync(cancellation) > lines.Count)
            return ([.. lines, string.Create(CultureInfo.InvariantCulture, $"ACT {lines.Count + 1} IS MISSING: storage holds later ones.")], false);
        return (lines.Count > 0 ? lines : ["Nobody has signed or released this report: it is a draft."], hold);
    }

    private static string NameOf(string run, int number) => string.Create(CultureInfo.InvariantCulture, $"{run}/acts/{number:D4}.json");

    // An earlier key of the program is published in the ledger under its id.
    private static async Task<VerificationKey> KeyOfAsync(PipelineStorage storage, SignedAct signed, VerificationKey key, CancellationToken cancellation) =>
        signed.KeyId != key.KeyId && await storage.Ledger.ReadKeyAsync(signed.KeyId, cancellation) is { } pem ? VerificationKey.FromPem(pem) : key;

    private static IEnumerable<string> Faults(SignedAct signed, VerificationKey key, string? previous)
    {
        if (!signed.Verify(key))
            yield return "ITS SIGNATURE DOES NOT HOLD";
        if (signed.Act.Previous != previous)
            yield return "THE ACT BEFORE IT WAS CHANGED OR TAKEN OUT";
    }

    private static string Line(Act act, DocumentManifest manifest)
    {
        var document = act.Documents.FirstOrDefault(document => document.Name.EndsWith($"/{manifest.Document}", StringComparison.Ordinal));
        var bound = document is null ? "another document of the report"
            : document.Sha256 == manifest.Contents.Sha256 ? "these bytes" : "OTHER BYTES of this document";
        var reason = act.Reason is null ? "" : $", reason: {act.Reason}";
        return string.Create(CultureInfo.InvariantCulture, $"{act.Meaning} by {act.Person.Name} ({act.Person.Role}) on {act.At.UtcDateTime:O}, {bound}{reason}");
    }
}
