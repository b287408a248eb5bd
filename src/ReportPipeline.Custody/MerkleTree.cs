using System.Security.Cryptography;

namespace ReportPipeline.Custody;

/// <summary>
/// Merkle tree hashing and inclusion proofs of RFC 9162, section 2.1, over SHA-256.
/// A leaf hashes as H(0x00 ‖ leaf), an inner node as H(0x01 ‖ left ‖ right), so that neither can pass for the other.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    /// <summary>Root of the leaves in their order; the hash of nothing when there are none (RFC 9162, 2.1.1).</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leaves) =>
        leaves.Count == 0 ? SHA256.HashData([]) : SubtreeRoot(leaves, 0, leaves.Count);

    /// <summary>The sibling hashes from the leaf up to the root (RFC 9162, 2.1.3.1).</summary>
    /// <param name="index">Zero-based, within <paramref name="leaves"/>.</param>
    public static IReadOnlyList<byte[]> InclusionProof(IReadOnlyList<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        var path = new List<byte[]>();
        var (from, to) = (0, leaves.Count);
        while (to - from > 1)
        {
            var split = from + LargestPowerOfTwoBelow(to - from);
            if (index < split)
            {
                path.Add(SubtreeRoot(leaves, split, to));
                to = split;
            }
            else
            {
                path.Add(SubtreeRoot(leaves, from, split));
                from = split;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whether the proof leads from the leaf to the root (RFC 9162, 2.1.3.2).</summary>
    public static bool VerifyInclusion(byte[] leaf, InclusionClaim claim, byte[] root)
    {
        if (claim.Index < 0 || claim.Index >= claim.TreeSize)
        {
            return false;
        }

        var (node, last) = (claim.Index, claim.TreeSize - 1);
        var hash = LeafHash(leaf);
        foreach (var sibling in claim.Path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = NodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    public static byte[] LeafHash(byte[] leaf) => SHA256.HashData([LeafPrefix, .. leaf]);

    private static byte[] NodeHash(byte[] left, byte[] right) => SHA256.HashData([NodePrefix, .. left, .. right]);

    private static byte[] SubtreeRoot(IReadOnlyList<byte[]> leaves, int from, int to)
    {
        if (to - from == 1)
        {
            return LeafHash(leaves[from]);
        }

        var split = from + LargestPowerOfTwoBelow(to - from);
        return NodeHash(SubtreeRoot(leaves, from, split), SubtreeRoot(leaves, split, to));
    }

    private static int LargestPowerOfTwoBelow(int count)
    {
        var power = 1;
        while (power << 1 < count)
        {
            power <<= 1;
        }

        return power;
    }
}

/// <summary>What an inclusion proof says: the leaf stands at the index of a tree of the size, by the path.</summary>
/// <param name="Path">Sibling hashes from the leaf upwards.</param>
public sealed record InclusionClaim(long Index, long TreeSize, IReadOnlyList<byte[]> Path);
