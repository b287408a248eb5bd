using System.CommandLine;
using ReportPipeline.Custody;
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
        var verb = CommandLine.Verb("verify",
            "Follows the whole chain from storage and names everything that was altered, removed or inserted. Exit code 1 when anything was.",
            $"{CommandLine.Tool} ledger verify --connection \"$STORAGE_CONNECTION\"");
        verb.Add(data);
        verb.Add(connection);
        verb.SetAction((parsed, cancellation) => StorageAccess.WithStorageAsync(
            parsed.GetRequiredValue(data), parsed.GetValue(connection), storage => VerifyAsync(storage, cancellation), cancellation));
        return verb;
    }

    private static Command Prove()
    {
        var (data, connection) = (LocalFolder.Option(), StorageAccess.Connection());
        var site = new Option<string>("--site") { Description = "The hospital that holds the receipt.", Required = true };
        var receipt = new Option<string>("--receipt") { Description = "The receipt's id.", Required = true };
        var verb = CommandLine.Verb("prove",
            "Prints the inclusion proof of a bundle as JSON; docs/ledger.md says how a hospital verifies it offline.",
            $"{CommandLine.Tool} ledger prove --site renmin-wuhan --receipt 3f9a… > proof.json");
        verb.Add(site);
        verb.Add(receipt);
        verb.Add(data);
        verb.Add(connection);
        verb.SetAction((parsed, cancellation) => StorageAccess.WithStorageAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(connection),
            storage => ProveAsync(storage, parsed.GetRequiredValue(site), parsed.GetRequiredValue(receipt), cancellation),
            cancellation));
        return verb;
    }

    private static async Task<int> VerifyAsync(PipelineStorage storage, CancellationToken cancellation)
    {
        var result = await LedgerCheck.RunAsync(storage, cancellation);
        foreach (var finding in result.Findings)
            Console.WriteLine(finding);
        Console.WriteLine(result.Findings.Count == 0
            ? $"The ledger holds: {result.Entries} entries, {result.Bundles} bundles, every hash compared."
            : $"The ledger is broken: {result.Findings.Count} findings in {result.Entries} entries.");
        return result.Findings.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task<int> ProveAsync(PipelineStorage storage, string site, string receipt, CancellationToken cancellation)
    {
        if (!SiteId.IsValid(site) || ReceiptId.BundleHashOf(new SiteId(site), receipt) is not { } hash)
        {
            await Console.Error.WriteLineAsync("This is no receipt of this site.");
            return CommandLine.NotUsable;
        }

        // The newest entries first: proofs are asked for soon after sealing.
        for (var number = await storage.Ledger.FindHeadAsync(cancellation: cancellation); number > 0; number--)
        {
            var entry = LedgerEntry.Read(await storage.Ledger.ReadAsync(number, cancellation) ?? []);
            if (InclusionProof.Of(entry, site, hash) is { } proof)
            {
                await Console.OpenStandardOutput().WriteAsync(proof.ToBytes(), cancellation);
                Console.WriteLine();
                return CommandLine.Done;
            }
        }

        await Console.Error.WriteLineAsync("The bundle is not sealed yet; the next run seals it.");
        return CommandLine.Failed;
    }
}
