using System.Security.Cryptography;
using System.Text;
using CsCheck;
using ReportPipeline.Custody;

namespace ReportPipeline.Tests;

public sealed class MerkleTreeTests
{
    // RFC 9162, 2.1.1: the root of no leaves is the hash of the empty string.
    [Fact]
    public void Root_NoLeaves_IsHashOfNothing() =>
        Convert.ToHexStringLower(MerkleTree.Root([])).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    // Worked from the definition of RFC 9162, 2.1.1, for three leaves: H(01, H(01, H(00,a), H(00,b)), H(00,c)).
    [Fact]
    public void Root_ThreeLeaves_FollowsTheDefinition()
    {
        byte[] a = "a"u8.ToArray(), b = "b"u8.ToArray(), c = "c"u8.ToArray();
        var left = Hash(1, Hash(0, a), Hash(0, b));

        MerkleTree.Root([a, b, c]).ShouldBe(Hash(1, left, Hash(0, c)));
    }

    // Certificate Transparency's well-known test leaves and root (RFC 6962 reference implementation, eight inputs).
    [Fact]
    public void Root_CertificateTransparencyVectors_Match()
    {
        string[] leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

        Convert.ToHexStringLower(MerkleTree.Root([.. leaves.Select(Convert.FromHexString)]))
            .ShouldBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    [Fact]
    public void VerifyInclusion_EveryLeafOfEverySize_HoldsAndNoOtherLeafDoes() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 39]).Where(pair => pair.Item2 < pair.Item1).Sample((size, index) =>
        {
            byte[][] leaves = [.. Enumerable.Range(0, size).Select(number => Encoding.UTF8.GetBytes($"leaf {number}"))];
            var root = MerkleTree.Root(leaves);
            var claim = new InclusionClaim(index, size, MerkleTree.InclusionProof(leaves, index));

            return MerkleTree.VerifyInclusion(leaves[index], claim, root)
                && !MerkleTree.VerifyInclusion("other"u8.ToArray(), claim, root)
                && (size == 1 || !MerkleTree.VerifyInclusion(leaves[index], claim with { Index = (index + 1) % size }, root));
        });

    private static byte[] Hash(byte prefix, params byte[][] parts) => SHA256.HashData([prefix, .. parts.SelectMany(part => part)]);
}
