using System.Collections.Immutable;

namespace ReportPipeline.Trial.Dataset.Casebooks;

/// <summary>
/// Casebooks that are stored in one file, and whose records make one part of each table. The number of volumes doubles with
/// the number of casebooks, and the leading bits of a casebook's id say which is its own: the same casebooks are always bound
/// in the same volumes, however they came.
/// </summary>
/// <param name="Casebooks">In ordinal order of their keys.</param>
public sealed record CasebookVolume(ImmutableArray<Casebook> Casebooks)
{
    /// <summary>
    /// Casebooks in a volume, on average at most. A change of one subject rewrites its volume, a reader opens all of them:
    /// fewer make the first cheaper, more the second.
    /// </summary>
    public const int Capacity = 64;

    public static CasebookVolume Empty { get; } = new([]);

    /// <summary>How many leading bits of an id are the number of its volume.</summary>
    public static int BitsFor(int casebooks)
    {
        var bits = 0;
        while (casebooks > (long)Capacity << bits)
        {
            bits++;
        }

        return bits;
    }

    public static int NumberOf(ulong casebook, int bits) => bits == 0 ? 0 : (int)(casebook >> (64 - bits));

    public CasebookVolume With(IEnumerable<Casebook> casebooks) =>
        new([.. Casebooks.Concat(casebooks).OrderBy(casebook => casebook.Key, StringComparer.Ordinal)]);

    public CasebookVolume Without(IReadOnlySet<ulong> ids) => new([.. Casebooks.Where(casebook => !ids.Contains(casebook.Id))]);
}
