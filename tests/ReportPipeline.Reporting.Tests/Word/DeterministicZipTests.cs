using System.IO.Compression;
using System.Text;
using CsCheck;
using ReportPipeline.Reporting.Word;

namespace ReportPipeline.Reporting.Tests.Word;

public sealed class DeterministicZipTests
{
    [Fact]
    public void Crc32_OfTheCheckString_IsTheCatalogueValue() =>
        DeterministicZip.Crc32(Encoding.ASCII.GetBytes("123456789")).ShouldBe(0xCBF43926u); // ISO-HDLC check value

    [Fact]
    public void Compress_AnyBytes_AreReadBackByAnotherInflater() =>
        Gen.Byte[0, 3].Array[0, 3000].Sample(bytes => Inflate(FixedDeflate.Compress(bytes)).ShouldBe(bytes), seed: "0000KJ5aa1Y0", iter: 300, threads: 1);

    [Fact]
    public void Compress_LongRepeatsPastTheWindow_AreReadBack()
    {
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(index => (byte)((index / 70_000) + (index % 997)))];

        byte[] compressed = FixedDeflate.Compress(bytes);

        Inflate(compressed).ShouldBe(bytes);
        compressed.Length.ShouldBeLessThan(bytes.Length / 10);
    }

    [Fact]
    public void Write_Entries_AreReadByAnotherUnzipper()
    {
        byte[] file = DeterministicZip.Write(new Dictionary<string, byte[]> { ["b/二.xml"] = [1, 2, 3], ["a.xml"] = [] });

        using var archive = new ZipArchive(new MemoryStream(file));
        archive.Entries.Select(entry => (entry.FullName, entry.Length)).ShouldBe([("a.xml", 0L), ("b/二.xml", 3L)]);
        using var content = new MemoryStream();
        using Stream entry = archive.Entries[1].Open();
        entry.CopyTo(content);
        content.ToArray().ShouldBe(new byte[] { 1, 2, 3 });
    }

    private static byte[] Inflate(byte[] compressed)
    {
        using var inflater = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var output = new MemoryStream();
        inflater.CopyTo(output);
        return output.ToArray();
    }
}
