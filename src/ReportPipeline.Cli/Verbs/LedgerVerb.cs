using System.CommandLine;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>ledger</c>: checks the chain from storage, and proves that a bundle is in it.</summary>
internal static class LedgerVerb
{
    public static Command Create()
    {
        var verb = CommandLine.Verb("ledger",
            "Checks the sealed ledger, or proves that a bundle is in it.",
            $"{CommandLine.Tool} ledger verify --data .local");
        verb.Add(Verify());
        verb.Add(Prove());
        return verb;
    }

    private static Command Verify()
    {
        var (data, connection) = (LocalFolder.Option(), StorageAccess.Connection());
        var keys = new Option<FileInfo[]>("--key")
        {
            Description = "A public key (PEM) that you hold; without it, signatures are checked with the keys that the ledger publishes.",
        };
        keys.AcceptExistingOnly();
        var head = new Option<string?>("--head") { Description = "A head printed in a report that you hold: the chain must contain it." };
        var verb = CommandLine.Verb("verify",
            "Follows the whole chain from storage and names everything that was altered, removed or inserted. Exit code 1 when anything was.",
            $"{CommandLine.Tool} ledger verify --connection \"$STORAGE_CONNECTION\"");
        verb.Add(data);
        verb.Add(connection);
        verb.Add(keys);
        verb.Add(head);
        verb.SetAction((parsed, cancellation) => StorageAccess.WithStorageAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(connection),
            storage => VerifyAsync(storage, parsed.GetValue(keys) ?? [], parsed.GetValue(head), cancellation),
            cancellation));
        return verb;
    }

    private static Command Prove()
    {
        var (data, connection) = (LocalFolder.Option(), StorageAccess.Connection());
        var site = new Option<string?>("--site") { Description = "The hospital that holds the receipt." };
        var receipt = new Option<string?>("--receipt") { Description = "The receipt's id." };
        var record = new Option<string?>("--record") { Description = "Instead of a receipt: container and name of an act, a document or an audit entry." };
        var verb = CommandLine.Verb("prove",
            "Prints the inclusion proof of a bundle, or of another sealed record, as JSON; docs/ledger.md says how a hospital verifies it offline.",
            $"{CommandLine.Tool} ledger prove --site renmin-wuhan --receipt 3f9a… > proof.json");
        verb.Add(site);
        verb.Add(receipt);
        verb.Add(record);
        verb.Add(data);
        verb.Add(connection);
        verb.SetAction((parsed, cancellation) => StorageAccess.WithStorageAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(connection),
            storage => ProveAsync(storage, WantedOf(parsed.GetValue(site), parsed.GetValue(receipt), parsed.GetValue(record)), cancellation),
            cancellation));
        return verb;
    }

    private static async Task<int> VerifyAsync(PipelineStorage storage, FileInfo[] keyFiles, string? head, CancellationToken cancellation)
    {
        if (ReadKeys(keyFiles) is not { } trusted)
        {
            await Console.Error.WriteLineAsync("--key: not a public key on the curve P-256 in PEM.");
            return CommandLine.NotUsable;
        }

        var result = await LedgerCheck.RunAsync(storage, trusted.Count == 0 ? null : trusted, cancellation);
        List<string> findings = [.. result.Findings];
        if (head is not null && !result.Heads.Contains(head, StringComparer.OrdinalIgnoreCase))
            findings.Add($"No entry has the head {head}.");
        foreach (var finding in findings)
            Console.WriteLine(finding);
        foreach (var remark in result.Remarks)
            Console.WriteLine($"Note: {remark}");
        var keysUsed = trusted.Count == 0 ? "the keys that the ledger publishes (give --key to check with one you hold)" : "the given keys";
        Console.WriteLine(findings.Count == 0
            ? $"The ledger holds: {result.Entries} entries, {result.Bundles} bundles, {result.Records} audit entries, acts and documents, every hash and signature compared with {keysUsed}."
            : $"The ledger is broken: {findings.Count} findings in {result.Entries} entries.");
        Console.WriteLine($"Head: {result.Heads.LastOrDefault() ?? "none"}. {result.Waiting} stored records wait for the next run{(findings.Count == 0 && result.Waiting > 0 ? ", each as the audit trail says" : "")}.");
        return findings.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static List<VerificationKey>? ReadKeys(FileInfo[] files)
    {
        try
        {
            return [.. files.Select(file => VerificationKey.FromPem(File.ReadAllText(file.FullName)))];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What is asked for; null when it is nothing sensible.</summary>
    private static Wanted? WantedOf(string? site, string? receipt, string? record) => (site, receipt, record) switch
    {
        ({ } owner, { } id, null) when SiteId.IsValid(owner) && ReceiptId.BundleHashOf(new SiteId(owner), id) is { } hash => new Wanted(
            $"bundle of receipt {id}",
            entry => InclusionProof.Of(entry, owner, hash),
            async storage => await storage.Bundles.FindNotesAsync(new SiteId(owner), hash) is { IsMarked: true }),
        (null, null, { } name) => new Wanted(
            $"record {name}",
            entry => InclusionProof.OfRecord(entry, name),
            async storage => await storage.ReadStoredAsync(name) is not null),
        _ => null,
    };

    private static async Task<int> ProveAsync(PipelineStorage storage, Wanted? wanted, CancellationToken cancellation)
    {
        if (wanted is null)
        {
            await Console.Error.WriteLineAsync("Give --site with a receipt of that site as --receipt, or --record alone.");
            return CommandLine.NotUsable;
        }

        // The newest entries first: proofs are asked for soon after sealing.
        for (var number = await storage.Ledger.FindHeadAsync(cancellation: cancellation); number > 0; number--)
        {
            var entry = LedgerEntry.Read(await storage.Ledger.ReadAsync(number, cancellation) ?? []);
            if (wanted.ProofOf(entry) is { } proof)
            {
                await Console.OpenStandardOutput().WriteAsync(proof.ToBytes(), cancellation);
                Console.WriteLine();
                return CommandLine.Done;
            }
        }

        await Console.Error.WriteLineAsync(await wanted.IsStoredAsync(storage)
            ? "It is not sealed yet; the next run seals it."
            : $"There is no {wanted.Name}: it is in no entry of the ledger, and storage does not hold it.");
        return CommandLine.Failed;
    }

    /// <param name="Name">As it was asked for.</param>
    /// <param name="ProofOf">Its proof from an entry that holds it.</param>
    /// <param name="IsStoredAsync">Whether it is there to be sealed.</param>
    private sealed record Wanted(string Name, Func<LedgerEntry, InclusionProof?> ProofOf, Func<PipelineStorage, Task<bool>> IsStoredAsync);
}
