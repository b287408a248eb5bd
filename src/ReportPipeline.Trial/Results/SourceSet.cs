using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ReportPipeline.Trial.Results;

/// <summary>The resource versions behind a number as a set: each once, in ordinal order, named by what is in it.</summary>
internal static class SourceSet
{
    private const int KeyBytes = 8;

    /// <summary>Characters whose order one number of 64 bits holds.</summary>
    private const int PrefixLength = 8;

    /// <param name="versions">In any order, repeats allowed.</param>
    public static ImmutableArray<string> Of(ImmutableArray<string> versions)
    {
        if (IsSet(versions))
        {
            return versions;
        }

        var (sorted, prefixes) = (versions.ToArray(), new ulong[versions.Length]);
        // Numbers compare many times faster than texts, and ids are hashes: few share their first characters.
        if (TryReadPrefixes(sorted, prefixes))
        {
            Array.Sort(prefixes, sorted);
            SortEqualPrefixes(prefixes, sorted);
        }
        else
        {
            Array.Sort(sorted, StringComparer.Ordinal);
        }

        return WithoutRepeats(sorted);
    }

    /// <summary>The first 64 bits of SHA-256 of the ids, one a line.</summary>
    public static string KeyOf(ImmutableArray<string> set)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', set)), hash);
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

    private static bool TryReadPrefixes(string[] ids, ulong[] prefixes)
    {
        for (var index = 0; index < ids.Length; index++)
        {
            for (var position = 0; position < PrefixLength; position++)
            {
                var character = position < ids[index].Length ? ids[index][position] : '\0';
                if (!char.IsAscii(character))
                {
                    return false;
                }

                prefixes[index] = (prefixes[index] << 8) | character;
            }
        }

        return true;
    }

    private static void SortEqualPrefixes(ulong[] prefixes, string[] ids)
    {
        for (int start = 0, end = 1; start < ids.Length; start = end++)
        {
            while (end < ids.Length && prefixes[end] == prefixes[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                Array.Sort(ids, start, end - start, StringComparer.Ordinal);
            }
        }
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
