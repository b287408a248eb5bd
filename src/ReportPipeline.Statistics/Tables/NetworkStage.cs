using System.Runtime.InteropServices;

namespace ReportPipeline.Statistics.Tables;

/// <summary>Paths of one score into a node: their number as a real, because it can be very large.</summary>
internal readonly record struct NetworkPath(double Score, double Ways);

/// <summary>The nodes after some rows, each with its paths; paths whose scores agree to 1e-10 are one.</summary>
internal sealed class NetworkStage
{
    private readonly Dictionary<string, Dictionary<long, NetworkPath>> nodes = [];

    /// <summary>Every node, in the order of creation, with its column totals ascending.</summary>
    public IEnumerable<(int[] Columns, NetworkPath[] Paths)> Nodes =>
        nodes.Select(node => (Array.ConvertAll(node.Key.ToCharArray(), letter => (int)letter), node.Value.Values.ToArray()));

    /// <param name="columns">Column totals in ascending order, each below 65536.</param>
    /// <param name="score">Of the path.</param>
    /// <param name="ways">How many paths these are.</param>
    public void Add(ReadOnlySpan<int> columns, double score, double ways)
    {
        Span<char> key = stackalloc char[columns.Length];
        for (var i = 0; i < key.Length; i++)
            key[i] = (char)columns[i];
        ref var paths = ref CollectionsMarshal.GetValueRefOrAddDefault(
            nodes.GetAlternateLookup<ReadOnlySpan<char>>(), key, out _);
        paths ??= [];
        ref var path = ref CollectionsMarshal.GetValueRefOrAddDefault(paths, (long)Math.Round(score * 1e10), out var known);
        path = known ? path with { Ways = path.Ways + ways } : new NetworkPath(score, ways);
    }
}
