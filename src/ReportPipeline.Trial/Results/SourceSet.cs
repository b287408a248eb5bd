using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Results;

/// <summary>The resource versions behind a number as a set: each once, in ordinal order, named by what is in it.</summary>
internal static class SourceSet
{
    private const int KeyBytes = 8;

    /// <summary>Of an id with its line feed.</summary>
    private const int UsualBytes = 17;

    private const int SpareBytes = 256;

    /// <param name="versions">In any order, repeats allowed.</param>
    public static ImmutableArray<string> Of(ImmutableArray<string> versions)
    {
        if (IsSet(versions))
        {
            return versions;
        }

        var sorted = versions.ToArray();
        var kept = OrdinalSort.SortDistinct(sorted);
        return kept == sorted.Length ? ImmutableCollectionsMarshal.AsImmutableArray(sorted) : [.. sorted.AsSpan(0, kept)];
    }

    /// <summary>The first 64 bits of SHA-256 of the ids, one a line.</summary>
    public static string KeyOf(ImmutableArray<string> set)
    {
        var lines = ArrayPool<byte>.Shared.Rent((set.Length * UsualBytes) + SpareBytes);
        var length = 0;
        foreach (var version in set)
        {
            var needed = length + 1 + Encoding.UTF8.GetMaxByteCount(version.Length);
            if (needed > lines.Length)
            {
                Enlarge(ref lines, 2 * needed);
            }

            if (length > 0)
            {
                lines[length++] = (byte)'\n';
            }

            length += Encoding.UTF8.GetBytes(version, lines.AsSpan(length));
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(lines.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(lines);
        return Convert.ToHexStringLower(hash[..KeyBytes]);
    }

    private static void Enlarge(ref byte[] lines, int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        lines.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(lines);
        lines = larger;
    }

    private static bool IsSet(ImmutableArray<string> versions)
    {
        for (var index = 1; index < versions.Length; index++)
        {
            if (string.CompareOrdinal(versions[index - 1], versions[index]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
