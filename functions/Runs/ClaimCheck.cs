using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>Every claim belongs to a bundle of its hospital. Claims decide between senders at reception; no analysis reads them.</summary>
internal static class ClaimCheck
{
    public static async Task CompareAsync(CheckScope scope, SealedItems items)
    {
        await foreach (var name in scope.Storage.Claims.ListAsync(scope.Cancellation))
        {
            var (site, what) = (name.Split('/')[0], string.Join('/', name.Split('/').Skip(1)));
            var owner = SiteId.IsValid(site) ? await scope.Storage.Claims.FindAsync(new SiteId(site), what, scope.Cancellation) : null;
            if (owner is null || owner.Length != 64 || !owner.All(char.IsAsciiHexDigitLower))
                scope.Findings.Add($"claims/{name} names no bundle: it was altered or inserted.");
            else if (!items.Bundles.ContainsKey((site, owner)) && await scope.Storage.Bundles.FindNotesAsync(new SiteId(site), owner, scope.Cancellation) is null)
                scope.Remarks.Add($"claims/{name} is of a bundle that was never kept: the rest of a request that was cut, or put there.");
        }
    }
}
