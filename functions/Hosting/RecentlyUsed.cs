namespace ReportPipeline.Functions.Hosting;

/// <summary>Keeps what was made last, so that a page need not be composed again for every reader. Neither failures nor
/// absent values are kept: what is not there yet may come.</summary>
/// <param name="capacity">How many values are kept, at least 1.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, Lazy<Task<TValue>> Value)>> nodes = [];
    private readonly LinkedList<(TKey Key, Lazy<Task<TValue>> Value)> order = [];

    /// <summary>The kept value, or a new one; several who ask at once wait for the same.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> make)
    {
        var value = Find(key, make);
        try
        {
            var made = await value.Value;
            if (made is null)
                Forget(key, value);
            return made;
        }
        catch
        {
            Forget(key, value);
            throw;
        }
    }

    private Lazy<Task<TValue>> Find(TKey key, Func<Task<TValue>> make)
    {
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var kept))
            {
                order.Remove(kept);
                order.AddFirst(kept);
                return kept.Value.Value;
            }

            // On a thread of its own, so that the first to ask does not cancel it for the others.
            var made = new Lazy<Task<TValue>>(() => Task.Run(make));
            nodes[key] = order.AddFirst((key, made));
            if (nodes.Count > capacity)
            {
                nodes.Remove(order.Last!.Value.Key);
                order.RemoveLast();
            }

            return made;
        }
    }

    private void Forget(TKey key, Lazy<Task<TValue>> value)
    {
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var node) && node.Value.Value == value)
            {
                nodes.Remove(key);
                order.Remove(node);
            }
        }
    }
}
