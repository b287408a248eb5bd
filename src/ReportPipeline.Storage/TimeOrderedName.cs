using System.Globalization;
using System.Runtime.CompilerServices;

namespace ReportPipeline.Storage;

/// <summary>
/// Blob names that sort by time: <c>yyyy/MM/dd/HH/mm/ssfffffff</c> in UTC. The slashes let a listing start at any
/// minute with one request per level, without reading what is older.
/// </summary>
/// <remarks>
/// The service's own <c>startFrom</c> would be one request, but Azurite ignores it and older accounts do not know it.
/// </remarks>
internal static class TimeOrderedName
{
    private const string NameFormat = "yyyy'/'MM'/'dd'/'HH'/'mm'/'ssfffffff";

    /// <summary>The time as it stands inside a name or in metadata: sortable, without separators, to the tick.</summary>
    public const string CompactFormat = "yyyyMMdd'T'HHmmssfffffff'Z'";

    /// <summary>The length of the time part of a name.</summary>
    public const int TimeLength = 26;

    /// <summary>Years, months, days, hours and minutes are folders; seconds belong to the blob's own name.</summary>
    private static readonly int[] FolderLengths = [5, 8, 11, 14, 17];

    public static string At(DateTimeOffset time) => time.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture);

    /// <summary>The time that the name begins with; null when it begins with none.</summary>
    public static DateTimeOffset? TryTimeOf(string name) =>
        name.Length >= TimeLength
        && DateTime.TryParseExact(name[..TimeLength], NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, TimeSpan.Zero)
            : null;

    public static string Compact(DateTimeOffset time) => time.UtcDateTime.ToString(CompactFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset FromCompact(string text) => new(
        DateTime.ParseExact(text, CompactFormat, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>The same; null when the text is no such time.</summary>
    public static DateTimeOffset? TryFromCompact(string text) =>
        DateTime.TryParseExact(text, CompactFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, TimeSpan.Zero)
            : null;

    /// <summary>All names at or after the time, in time order; everything when the time is null.</summary>
    public static IAsyncEnumerable<string> ListAsync(BlobContainer container, DateTimeOffset? from, CancellationToken cancellation) =>
        ListBlobsAsync(container, from, cancellation).Select(blob => blob.Name);

    /// <summary>The same with the time at which storage created each.</summary>
    public static async IAsyncEnumerable<ListedBlob> ListBlobsAsync(
        BlobContainer container, DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var first = from is { } time ? At(time) : "";
        await foreach (var folder in FoldersFromAsync(container, first, cancellation))
        {
            await foreach (var blob in container.ListBlobsAsync(folder, cancellation))
            {
                if (string.CompareOrdinal(blob.Name, first) >= 0)
                    yield return blob;
            }
        }
    }

    /// <summary>
    /// The folders to list in full: at every level those after the boundary, and in the end the boundary's own minute.
    /// </summary>
    private static async IAsyncEnumerable<string> FoldersFromAsync(
        BlobContainer container, string first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (first.Length == 0)
        {
            yield return "";
            yield break;
        }

        // Later folders of a deeper level come before those of the level above it, so they are kept on a stack.
        var later = new Stack<IReadOnlyList<string>>();
        foreach (var length in FolderLengths)
        {
            var parent = first[..(length - (length == 5 ? 5 : 3))];
            var boundary = first[..length];
            var folders = await container.ListFoldersAsync(parent, cancellation);
            later.Push([.. folders.Where(folder => string.CompareOrdinal(folder, boundary) > 0)]);
            if (!folders.Contains(boundary))
                break;
            if (length == FolderLengths[^1])
                yield return boundary;
        }

        while (later.TryPop(out var level))
        {
            foreach (var folder in level)
                yield return folder;
        }
    }
}
