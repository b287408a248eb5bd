using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ReportPipeline.Trial.Dataset;

/// <summary>
/// Values by id in ordinal order, as two arrays and a binary search: a large trial has millions of resource versions, and a tree or a hash
/// table of them is several times as large. Ids are mostly hashes: where all are, their first digits say where to search.
/// </summary>
public sealed class OrdinalTable<TValue> : IReadOnlyDictionary<string, TValue>
{
    private readonly string[] keys;
    private readonly TValue[] values;
    private readonly HexadecimalIndex? index;

    private OrdinalTable(string[] keys, TValue[] values) => (this.keys, this.values, index) = (keys, values, HexadecimalIndex.Of(keys));

    public int Count => keys.Length;

    public IEnumerable<string> Keys => keys;

    public IEnumerable<TValue> Values => values;

    /// <exception cref="KeyNotFoundException">The table has no such id.</exception>
    public TValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException("The table has no such id.");

    /// <param name="items">In any order; in ordinal order they need not be sorted.</param>
    /// <exception cref="ArgumentException">An id occurs twice.</exception>
    public static OrdinalTable<TValue> Of(IReadOnlyCollection<KeyValuePair<string, TValue>> items)
    {
        var (keys, values) = (new string[items.Count], new TValue[items.Count]);
        var (next, sorted) = (0, true);
        foreach (var (key, value) in items)
        {
            sorted &= next == 0 || string.CompareOrdinal(keys[next - 1], key) < 0;
            (keys[next], values[next]) = (key, value);
            next++;
        }

        if (!sorted)
        {
            Array.Sort(keys, values, StringComparer.Ordinal);
            for (var index = 1; index < keys.Length; index++)
            {
                if (string.Equals(keys[index - 1], keys[index], StringComparison.Ordinal))
                {
                    throw new ArgumentException("An id occurs twice.", nameof(items));
                }
            }
        }

        return new OrdinalTable<TValue>(keys, values);
    }

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var found = Find(key);
        value = found >= 0 ? values[found] : default;
        return found >= 0;
    }

    /// <summary>The same table with those ids alone that occur in one of the sets.</summary>
    /// <exception cref="KeyNotFoundException">The table has not all of them.</exception>
    public OrdinalTable<TValue> Only(IEnumerable<ImmutableArray<string>> sets)
    {
        var kept = new bool[keys.Length];
        var absent = false;
        Parallel.ForEach(sets, set =>
        {
            foreach (var key in set)
            {
                if (Find(key) is >= 0 and var found)
                {
                    kept[found] = true;
                }
                else
                {
                    absent = true;
                }
            }
        });
        if (absent)
        {
            throw new KeyNotFoundException("The table has not all of the ids.");
        }

        int[] positions = [.. Enumerable.Range(0, keys.Length).Where(position => kept[position])];
        return new OrdinalTable<TValue>(Array.ConvertAll(positions, position => keys[position]), Array.ConvertAll(positions, position => values[position]));
    }

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() =>
        keys.Select((key, index) => KeyValuePair.Create(key, values[index])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(string key)
    {
        if (index is null)
        {
            return Array.BinarySearch(keys, key, StringComparer.Ordinal);
        }

        // A few ids, and mostly the very text that the table holds: it is found without a look into the others.
        var (start, count) = index.RangeOf(key);
        var same = Array.FindIndex(keys, start, count, other => ReferenceEquals(other, key));
        return same >= 0 ? same : Array.BinarySearch(keys, start, count, key, StringComparer.Ordinal);
    }
}
