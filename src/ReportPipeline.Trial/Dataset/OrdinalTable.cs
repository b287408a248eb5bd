using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ReportPipeline.Trial.Dataset;

/// <summary>
/// Values by id in ordinal order, as two arrays and a binary search: a large trial has millions of resource versions, and a tree or a hash
/// table of them is several times as large.
/// </summary>
public sealed class OrdinalTable<TValue> : IReadOnlyDictionary<string, TValue>
{
    private readonly string[] keys;
    private readonly TValue[] values;

    private OrdinalTable(string[] keys, TValue[] values) => (this.keys, this.values) = (keys, values);

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
        var index = Find(key);
        value = index >= 0 ? values[index] : default;
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() =>
        keys.Select((key, index) => KeyValuePair.Create(key, values[index])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(string key) => Array.BinarySearch(keys, key, StringComparer.Ordinal);
}
