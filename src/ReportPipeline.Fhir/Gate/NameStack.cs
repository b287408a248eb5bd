using System.Buffers.Binary;

namespace ReportPipeline.Fhir.Gate;

/// <summary>The names seen so far in every object that is open, by hash, so that a repeated name is found in one pass.</summary>
internal sealed class NameStack(int depthLimit)
{
    private const int FewNames = 32;
    private const ulong Offset = 14695981039346656037UL;
    private const ulong Prime = 1099511628211UL;
    private readonly (int Start, HashSet<ulong>? Many)[] _open = new (int, HashSet<ulong>?)[depthLimit + 1];
    private ulong[] _names = new ulong[256];
    private int _count;
    private int _depth = -1;

    public void Open() => _open[++_depth] = (_count, null);

    public void Close() => _count = _open[_depth--].Start;

    /// <returns>False when the innermost open object already has the name.</returns>
    public bool Add(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        ref var current = ref _open[_depth];
        var names = _names.AsSpan(current.Start, _count - current.Start);
        if (names.Length >= FewNames)
        {
            return (current.Many ??= [.. names]).Add(hash);
        }

        var isNew = !names.Contains(hash);
        if (_count == _names.Length)
        {
            Array.Resize(ref _names, 2 * _count);
        }

        _names[_count++] = hash;
        return isNew;
    }

    // FNV-1a over words of 8 bytes. A crafted collision only refuses the crafted body.
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = Offset ^ (ulong)name.Length;
        for (; name.Length >= sizeof(ulong); name = name[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name));
        }

        foreach (var octet in name)
        {
            hash = (hash ^ octet) * Prime;
        }

        return Mix(hash);
    }

    private static ulong Mix(ulong hash)
    {
        hash *= Prime;
        return hash ^ (hash >> 32);
    }
}
