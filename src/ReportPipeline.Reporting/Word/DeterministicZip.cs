using System.Buffers.Binary;
using System.Text;

namespace ReportPipeline.Reporting.Word;

/// <summary>A ZIP file whose bytes depend on nothing but its entries.</summary>
/// <remarks>
/// PKWARE APPNOTE 6.3.3, method 8 with our own <see cref="FixedDeflate"/>: the platform's deflate chooses other bytes on other
/// processors. Entries stand in ordinal order, dated 1 January 1980 (the format's zero), made by "DOS" on every system.
/// </remarks>
internal static class DeterministicZip
{
    private const ushort Version = 20;
    private const ushort Utf8Names = 1 << 11;
    private const ushort Deflated = 8;
    private const ushort FirstOfJanuary1980 = (1 << 5) | 1;

    public static byte[] Write(IEnumerable<KeyValuePair<string, byte[]>> entries)
    {
        using var file = new MemoryStream();
        using var directory = new MemoryStream();
        int count = 0;
        foreach ((string name, byte[] content) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            byte[] common = CommonHeader(name, content, out byte[] compressed);
            uint offset = (uint)file.Position;
            byte[] encodedName = Encoding.UTF8.GetBytes(name);
            Put(file, 0x04034B50u);
            file.Write(common);
            file.Write(encodedName);
            file.Write(compressed);
            Put(directory, 0x02014B50u);
            Put(directory, Version);
            directory.Write(common);
            directory.Write(new byte[10]); // comment length, disk, internal and external attributes: all zero
            Put(directory, offset);
            directory.Write(encodedName);
            count++;
        }

        AppendDirectory(file, directory, (ushort)count);
        return file.ToArray();
    }

    /// <summary>The 26 bytes that the local header and the directory entry share, from "version needed" to "extra length".</summary>
    private static byte[] CommonHeader(string name, byte[] content, out byte[] compressed)
    {
        compressed = FixedDeflate.Compress(content);
        using var header = new MemoryStream();
        Put(header, Version);
        Put(header, Utf8Names);
        Put(header, Deflated);
        Put(header, (ushort)0);
        Put(header, FirstOfJanuary1980);
        Put(header, Crc32(content));
        Put(header, (uint)compressed.Length);
        Put(header, (uint)content.Length);
        Put(header, (ushort)Encoding.UTF8.GetByteCount(name));
        Put(header, (ushort)0);
        return header.ToArray();
    }

    private static void AppendDirectory(MemoryStream file, MemoryStream directory, ushort count)
    {
        uint start = (uint)file.Position;
        directory.WriteTo(file);
        Put(file, 0x06054B50u);
        Put(file, 0u);
        Put(file, count);
        Put(file, count);
        Put(file, (uint)directory.Length);
        Put(file, start);
        Put(file, (ushort)0);
    }

    /// <summary>CRC-32 of ISO 3309, reflected polynomial 0xEDB88320.</summary>
    internal static uint Crc32(ReadOnlySpan<byte> content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcEntry)];

    private static uint CrcEntry(int index)
    {
        uint entry = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            entry = (entry & 1) == 1 ? (entry >> 1) ^ 0xEDB88320u : entry >> 1;
        }

        return entry;
    }

    private static void Put(Stream stream, ushort value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(two, value);
        stream.Write(two);
    }

    private static void Put(Stream stream, uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        stream.Write(four);
    }
}
