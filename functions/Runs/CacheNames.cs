using System.Globalization;
using System.Text.RegularExpressions;
using ReportPipeline.Custody;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Names in the container of snapshots of what one run leaves to the next: facts and identity terms by ledger entry, states by ledger
/// entry, casebooks, register and tables by the hash of their bytes.
/// </summary>
internal static partial class CacheNames
{
    /// <summary>Folder of the facts of an entry's bundles.</summary>
    public static string Facts(ReadingKey key, LedgerEntry entry) => $"facts/{key.Value}/{Of(entry.Number, entry.Head)}/";

    public static string Identity(ReadingKey key, LedgerEntry entry) => $"identity/{key.Value}/{Of(entry.Number, entry.Head)}.json";

    public static string State(ReadingKey key, long number, string head) => $"casebooks/{key.Value}/states/{Of(number, head)}.json";

    public static string Volume(ReadingKey key, string hash) => $"casebooks/{key.Value}/volumes/{hash}.json";

    public static string Segment(ReadingKey key, string hash) => $"casebooks/{key.Value}/register/{hash}";

    public static string Table(string table, string hash) => $"tables/{table}/{hash}.json";

    public static bool IsCache(string name) =>
        name.Split('/')[0] is "facts" or "identity" or "casebooks" or "tables";

    /// <summary>Groups key, number and head (its beginning) of what is named by a ledger entry.</summary>
    [GeneratedRegex("^(facts/(?<key>[0-9a-f]{16})/(?<number>[0-9]{10})-(?<head>[0-9a-f]{16})/[0-9]{5}|identity/(?<key>[0-9a-f]{16})/(?<number>[0-9]{10})-(?<head>[0-9a-f]{16})|casebooks/(?<key>[0-9a-f]{16})/states/(?<number>[0-9]{10})-(?<head>[0-9a-f]{16}))\\.json$", RegexOptions.ExplicitCapture)]
    public static partial Regex ByEntry();

    /// <summary>Group hash of what is named by the hash of its bytes.</summary>
    [GeneratedRegex("^(casebooks/[0-9a-f]{16}/volumes/(?<hash>[0-9a-f]{64})\\.json|casebooks/[0-9a-f]{16}/register/(?<hash>[0-9a-f]{64})|tables/[A-Z0-9]+/(?<hash>[0-9a-f]{64})\\.json)$", RegexOptions.ExplicitCapture)]
    public static partial Regex ByHash();

    private static string Of(long number, string head) => string.Create(CultureInfo.InvariantCulture, $"{number:D10}-{head[..16]}");
}
