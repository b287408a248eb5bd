using ReportPipeline.Custody;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Replay;

/// <summary>Copies what a replay starts from into its clean storage: the ledger and the bundles that it names, byte for byte, and nothing else.</summary>
/// <param name="findings">Told of every entry and bundle that is no longer what was sealed.</param>
internal sealed class ReplayInputCopy(PipelineStorage storage, PipelineStorage clean, LedgerSeal ledger, List<ReplayFinding> findings)
{
    /// <returns>The newest entry; null when anything is missing or was altered, for then nothing can be made again.</returns>
    public async Task<LedgerEntry?> CopyAsync(long newest, CancellationToken cancellation)
    {
        var whole = true;
        for (var number = 1L; ; number++)
        {
            if (await ReadEntryAsync(number, cancellation) is not { } entry)
            {
                return null;
            }

            await clean.Ledger.TryAppendAsync(number, (await storage.Ledger.ReadAsync(number, cancellation))!, cancellation);
            foreach (var bundle in entry.Bundles)
            {
                whole &= await TryCopyAsync(entry.Number, bundle, cancellation);
            }

            if (number == newest)
            {
                return whole ? entry : null;
            }
        }
    }

    private async Task<LedgerEntry?> ReadEntryAsync(long number, CancellationToken cancellation)
    {
        try
        {
            return await ledger.ReadAsync(number, cancellation);
        }
        catch (LedgerBrokenException broken)
        {
            findings.Add(new ReplayFinding(ReplayStage.Inputs, $"ledger entry {number}", broken.Message));
            return null;
        }
    }

    private async Task<bool> TryCopyAsync(long entry, SealedBundle bundle, CancellationToken cancellation)
    {
        var site = new SiteId(bundle.Site);
        string fault;
        try
        {
            if (await storage.Bundles.ReadAsync(site, bundle.BundleHash, cancellation) is { } kept)
            {
                await clean.Bundles.AcceptAsync(new NewBundle(site, kept, bundle.ReceivedAt) { RefusedEntries = bundle.RefusedEntries }, cancellation);
                return true;
            }

            fault = "storage does not hold it";
        }
        catch (StoredBytesDifferException)
        {
            fault = "its bytes were altered";
        }

        findings.Add(new ReplayFinding(ReplayStage.Inputs, $"bundles/{bundle.Site}/{bundle.BundleHash}", $"sealed in ledger entry {entry}: {fault}"));
        return false;
    }
}
