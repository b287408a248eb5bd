using System.Text;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Compares the claims with the lines of the submissions that were given them. Claims decide between senders at reception; no analysis
/// reads them.
/// </summary>
internal sealed class ClaimCheck(CheckScope scope, SealedItems items, IReadOnlyList<TrailReading> trails)
{
    public const string Container = "claims/";

    public async Task CompareAsync()
    {
        var missing = trails.SelectMany(trail => trail.Claims.Keys).ToHashSet(StringComparer.Ordinal);
        await foreach (var name in scope.Storage.Claims.ListAsync(scope.Cancellation))
        {
            missing.Remove(Container + name);
            await CompareAsync(name, await scope.Storage.Claims.ReadAsync(name, scope.Cancellation) ?? []);
        }

        foreach (var name in missing.Order(StringComparer.Ordinal))
            scope.Findings.Add($"{name}, which a line of the audit trail tells of, is missing.");
    }

    private async Task CompareAsync(string name, byte[] bytes)
    {
        var sha256 = trails.Select(trail => trail.Claims.GetValueOrDefault(Container + name)).FirstOrDefault(said => said is not null);
        if (sha256 == BundleArchive.HashOf(bytes))
            return;
        var (site, owner) = (name.Split('/')[0], Encoding.ASCII.GetString(bytes));
        if (sha256 is not null)
            scope.Findings.Add($"{Container}{name} is of another bundle than the audit trail says: it was altered.");
        else if (!SiteId.IsValid(site) || owner.Length != 64 || !owner.All(char.IsAsciiHexDigitLower))
            scope.Findings.Add($"{Container}{name} names no bundle: it was inserted.");
        else if (trails.Any(trail => trail.RefusedEntriesOf(ReceiptId.Of(new SiteId(site), owner)) is not null))
            scope.Findings.Add($"{Container}{name} is in no line about its bundle: it was inserted.");
        else
            scope.Remarks.Add($"{Container}{name} is of a bundle {await StandingOfAsync(new SiteId(site), owner)}: the rest of a request that was cut, or put there.");
    }

    private async Task<string> StandingOfAsync(SiteId site, string owner) =>
        items.Bundles.ContainsKey((site.Value, owner)) || await scope.Storage.Bundles.FindNotesAsync(site, owner, scope.Cancellation) is not null
            ? "that was kept and whose line was never written"
            : "that was never kept";
}
