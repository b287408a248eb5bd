using System.Buffers.Binary;

namespace ReportPipeline.Trial.Dataset.Casebooks;

/// <summary>Part of the register: anchors in ascending order, each with its casebook.</summary>
public sealed class RegisterSegment
{
    private const int EntryLength = 2 * sizeof(ulong);

    private readonly ulong[] anchors;
    private readonly ulong[] casebooks;

    private RegisterSegment(ulong[] anchors, ulong[] casebooks)
    {
        this.anchors = anchors;
        this.casebooks = casebooks;
    }

    public int Count => anchors.Length;

    public static RegisterSegment Of(IReadOnlyDictionary<ulong, ulong> entries)
    {
        var anchors = entries.Keys.ToArray();
        var casebooks = entries.Values.ToArray();
        Array.Sort(anchors, casebooks);
        return new RegisterSegment(anchors, casebooks);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static RegisterSegment Read(ReadOnlySpan<byte> bytes)
    {
        var segment = new RegisterSegment(new ulong[bytes.Length / EntryLength], new ulong[bytes.Length / EntryLength]);
        for (var index = 0; index < segment.Count; index++)
        {
            var entry = bytes.Slice(index * EntryLength, EntryLength);
            segment.anchors[index] = BinaryPrimitives.ReadUInt64BigEndian(entry);
            segment.casebooks[index] = BinaryPrimitives.ReadUInt64BigEndian(entry[sizeof(ulong)..]);
        }

        return segment;
    }

    /// <summary>Sixteen bytes an entry, big-endian: anchor, casebook.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Count * EntryLength];
        for (var index = 0; index < Count; index++)
        {
            var entry = bytes.AsSpan(index * EntryLength, EntryLength);
            BinaryPrimitives.WriteUInt64BigEndian(entry, anchors[index]);
            BinaryPrimitives.WriteUInt64BigEndian(entry[sizeof(ulong)..], casebooks[index]);
        }

        return bytes;
    }

    public ulong? Find(ulong anchor)
    {
        var index = Array.BinarySearch(anchors, anchor);
        return index < 0 ? null : casebooks[index];
    }

    /// <summary>Both in one; the later has the last word.</summary>
    public RegisterSegment With(RegisterSegment later)
    {
        var entries = new Dictionary<ulong, ulong>(Count + later.Count);
        foreach (var segment in new[] { this, later })
        {
            for (var index = 0; index < segment.Count; index++)
            {
                entries[segment.anchors[index]] = segment.casebooks[index];
            }
        }

        return Of(entries);
    }
}
