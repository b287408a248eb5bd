using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Trial.Results;

/// <summary>The resource versions behind a number as a set: each once, in ordinal order, named by what is in it.</summary>
internal static class SourceSet
{
    private const int KeyBytes = 8;

    /// <param name="versions">In any order, repeats allowed.</param>
    public static ImmutableArray<string> Of(ImmutableArray<string> versions)
    {
        if (IsSet(versions))
        {
            return versions;
        }

        var sorted = versions.ToArray();
        OrdinalSort.Sort(sorted, version => version);
        return WithoutRepeats(sorted);
    }

    /// <summary>The first 64 bits of SHA-256 of the ids, one a line.</summary>
    public static string KeyOf(ImmutableArray<string> set)
    {
        var lines = ArrayPool<byte>.Shared.Rent(set.Sum(version => Encoding.UTF8.GetMaxByteCount(version.Length) + 1));
        var length = 0;
        foreach (var version in set)
        {
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

    private static ImmutableArray<string> WithoutRepeats(string[] sorted)
    {
        var kept = 1;
        for (var index = 1; index < sorted.Length; index++)
        {
            if (!string.Equals(sorted[index], sorted[kept - 1], StringComparison.Ordinal))
            {
                sorted[kept++] = sorted[index];
            }
        }

        return [.. sorted.AsSpan(0, kept)];
    }
}
