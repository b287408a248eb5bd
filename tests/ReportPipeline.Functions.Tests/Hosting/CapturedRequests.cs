using System.Text;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Hosting;

/// <summary>The bytes that a real Functions host sent, as recorded at the socket.</summary>
internal static class CapturedRequests
{
    private const string Separator = ">>>>>>>> ";

    public static readonly string[] Files = ["raw-wire-forwarding-true.txt", "raw-wire-proxying.txt"];

    /// <summary>The requests of one recording, in order, byte for byte (as Latin-1).</summary>
    public static IReadOnlyList<string> Read(string file)
    {
        var recording = Encoding.Latin1.GetString(File.ReadAllBytes(Repository.ReferenceData("HostContract", file)));
        return [.. recording.Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(WithoutFrame)];
    }

    /// <summary>The same request for one of our addresses: nothing but the request line's target changes.</summary>
    public static string SentTo(this string request, string target)
    {
        var line = request[..request.IndexOf("\r\n", StringComparison.Ordinal)];
        var parts = line.Split(' ');
        return $"{parts[0]} {target} {parts[2]}{request[line.Length..]}";
    }

    /// <summary>The same request with one more header, as a client would have sent it.</summary>
    public static string With(this string request, string header)
    {
        var end = request.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        return request.Insert(end, header + "\r\n");
    }

    /// <summary>The recorder wrote the time on a line before each request and a line feed after it.</summary>
    private static string WithoutFrame(string block)
    {
        var request = block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        return request.EndsWith('\n') ? request[..^1] : request;
    }
}
