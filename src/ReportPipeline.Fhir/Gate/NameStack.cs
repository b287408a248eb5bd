namespace ReportPipeline.Fhir.Gate;

/// <summary>The names seen so far in every object that is open, by hash, so that a repeated name is found in one pass.</summary>
internal sealed class NameStack
{
    private const int FewNames = 32;
    private readonly List<ulong> _names = [];
    private readonly Stack<int> _starts = new();
    private readonly Stack<HashSet<ulong>?> _many = new();

    public void Open()
    {
        _starts.Push(_names.Count);
        _many.Push(null);
    }

    public void Close()
    {
        var start = _starts.Pop();
        _many.Pop();
        _names.RemoveRange(start, _names.Count - start);
    }

    /// <returns>False when the innermost open object already has the name.</returns>
    public bool Add(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        var start = _starts.Peek();
        if (_names.Count - start < FewNames)
        {
            var isNew = _names.IndexOf(hash, start) < 0;
            _names.Add(hash);
            return isNew;
        }

        if (_many.Peek() is not { } many)
        {
            _many.Pop();
            _many.Push(many = [.. _names.Skip(start)]);
        }

        return many.Add(hash);
    }

    // FNV-1a, 64 bits. A crafted collision only refuses the crafted body.
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in name)
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return hash;
    }
}
