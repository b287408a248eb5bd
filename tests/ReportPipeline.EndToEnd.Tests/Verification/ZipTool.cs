using System.IO.Compression;
using System.Text;

namespace ReportPipeline.Tests.Verification;

/// <summary>What anyone can do to a Word file with a zip tool.</summary>
internal static class ZipTool
{
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Unpack(byte[] package)
    {
        using var archive = new ZipArchive(new MemoryStream(package));
        return [.. archive.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return KeyValuePair.Create(entry.FullName, content.ToArray());
        })];
    }

    public static byte[] Pack(IEnumerable<KeyValuePair<string, byte[]>> parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Replace(byte[] package, string part, Func<byte[], byte[]> change) =>
        Pack(Unpack(package).Select(entry => entry.Key == part ? KeyValuePair.Create(part, change(entry.Value)) : entry));

    public static byte[] ReplaceText(byte[] package, string part, Func<string, string> change) =>
        Replace(package, part, content => Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(content))));
}
