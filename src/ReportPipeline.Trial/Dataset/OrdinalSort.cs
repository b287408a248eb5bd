namespace ReportPipeline.Trial.Dataset;

/// <summary>
/// Sorts by ids in ordinal order. Numbers compare many times faster than texts, and ids are hashes: few share their first characters.
/// </summary>
internal static class OrdinalSort
{
    /// <summary>Characters whose order one number of 64 bits holds.</summary>
    private const int PrefixLength = 8;

    /// <param name="items">Sorted in place; items with the same id end up in any order.</param>
    /// <param name="idOf">The id of an item.</param>
    public static void Sort<T>(T[] items, Func<T, string> idOf) => SortByPrefix(items, idOf);

    /// <summary>Sorts ids in place and leaves each once at the front.</summary>
    /// <returns>How many different ones there are.</returns>
    public static int SortDistinct(string[] ids)
    {
        var prefixes = SortByPrefix(ids, id => id);
        var kept = 0;
        for (var index = 0; index < ids.Length; index++)
        {
            var repeats = index > 0 && (prefixes is null || prefixes[index] == prefixes[index - 1]) && string.Equals(ids[index], ids[kept - 1], StringComparison.Ordinal);
            if (!repeats)
            {
                ids[kept++] = ids[index];
            }
        }

        return kept;
    }

    // The prefixes in the order of the items; null where an item begins with what is not ASCII.
    private static ulong[]? SortByPrefix<T>(T[] items, Func<T, string> idOf)
    {
        var prefixes = new ulong[items.Length];
        if (!TryReadPrefixes(items, idOf, prefixes))
        {
            Array.Sort(items, (one, other) => string.CompareOrdinal(idOf(one), idOf(other)));
            return null;
        }

        Array.Sort(prefixes, items);
        for (int start = 0, end = 1; start < items.Length; start = end++)
        {
            while (end < items.Length && prefixes[end] == prefixes[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                items.AsSpan(start, end - start).Sort((one, other) => string.CompareOrdinal(idOf(one), idOf(other)));
            }
        }

        return prefixes;
    }

    private static bool TryReadPrefixes<T>(T[] items, Func<T, string> idOf, ulong[] prefixes)
    {
        for (var index = 0; index < items.Length; index++)
        {
            var id = idOf(items[index]);
            for (var position = 0; position < PrefixLength; position++)
            {
                var character = position < id.Length ? id[position] : '\0';
                if (!char.IsAscii(character))
                {
                    return false;
                }

                prefixes[index] = (prefixes[index] << 8) | character;
            }
        }

        return true;
    }
}
