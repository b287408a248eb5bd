using System.Collections.Immutable;

namespace ReportPipeline.Trial.Dataset.Casebooks;

/// <summary>
/// Which casebook each anchor belongs to, in segments that are written once. A run adds a segment of what is new and folds
/// the last ones together while they are of like size, so that over time each entry is written about log₂ n times.
/// </summary>
/// <param name="Segments">Oldest first; a later one has the last word.</param>
public sealed record CasebookRegister(ImmutableArray<RegisterSegment> Segments)
{
    public static CasebookRegister Empty { get; } = new([]);

    /// <summary>Id of the casebook, or null for an anchor never seen.</summary>
    public ulong? Find(ulong anchor)
    {
        for (var index = Segments.Length - 1; index >= 0; index--)
        {
            if (Segments[index].Find(anchor) is { } casebook)
            {
                return casebook;
            }
        }

        return null;
    }

    /// <param name="entries">Anchor → casebook, of new anchors and of those whose casebook is another now.</param>
    public CasebookRegister With(IReadOnlyDictionary<ulong, ulong> entries)
    {
        if (entries.Count == 0)
        {
            return this;
        }

        var segments = Segments.ToBuilder();
        var newest = RegisterSegment.Of(entries);
        while (segments.Count > 0 && newest.Count * 2 >= segments[^1].Count)
        {
            newest = segments[^1].With(newest);
            segments.RemoveAt(segments.Count - 1);
        }

        segments.Add(newest);
        return new CasebookRegister(segments.ToImmutable());
    }
}
