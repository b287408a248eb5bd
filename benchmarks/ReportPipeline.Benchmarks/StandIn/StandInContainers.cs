using System.Collections.Concurrent;

namespace ReportPipeline.Benchmarks.StandIn;

/// <summary>A blob that never changes.</summary>
internal sealed record StandInBlob(string Name, byte[] Bytes, DateTimeOffset Created, string ContentType, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Nothing is ever overwritten, so one tag serves all.</summary>
    public const string ETag = "\"0x1\"";
}

/// <summary>Containers by name.</summary>
internal sealed class StandInContainers
{
    private readonly ConcurrentDictionary<string, StandInContainer> containers = new(StringComparer.Ordinal);

    public StandInContainer? Find(string name) => containers.GetValueOrDefault(name);

    /// <returns>False when it was there.</returns>
    public bool TryCreate(string name) => containers.TryAdd(name, new StandInContainer());
}

/// <summary>Blobs in ordinal order of their names.</summary>
internal sealed class StandInContainer
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StandInBlob> blobs = new(StringComparer.Ordinal);
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);

    public StandInBlob? Find(string name)
    {
        lock (gate)
            return blobs.GetValueOrDefault(name);
    }

    /// <returns>False when the name is taken.</returns>
    public bool TryCreate(StandInBlob blob)
    {
        lock (gate)
            return blobs.TryAdd(blob.Name, blob) && names.Add(blob.Name);
    }

    /// <summary>At most so many blobs whose names begin with the prefix, from a name on.</summary>
    public IReadOnlyList<StandInBlob> List(string prefix, string from, int most)
    {
        var first = string.CompareOrdinal(prefix, from) > 0 ? prefix : from;
        lock (gate)
        {
            return [.. names.GetViewBetween(first, "\uffff")
                .TakeWhile(name => name.StartsWith(prefix, StringComparison.Ordinal)).Take(most).Select(name => blobs[name])];
        }
    }

    /// <summary>The folders directly below a prefix; what lies in them is leapt over.</summary>
    public IReadOnlyList<string> Folders(string prefix, string delimiter)
    {
        var folders = new List<string>();
        lock (gate)
        {
            var from = prefix;
            while (names.GetViewBetween(from, "\uffff").FirstOrDefault() is { } name && name.StartsWith(prefix, StringComparison.Ordinal))
            {
                var end = name.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
                if (end >= 0)
                    folders.Add(name[..(end + delimiter.Length)]);
                from = (end >= 0 ? folders[^1] : name) + "\uffff";
            }
        }

        return folders;
    }
}
