using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Net.Http.Headers;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.Ingest;

/// <summary>A request's body after transport decoding, or why it was not read to its end.</summary>
internal sealed record RequestBody(byte[]? Bytes, EdgeError? Error)
{
    private const int BlockSize = 64 * 1024;

    /// <summary>
    /// Reads the body within its limits. Gzip is recognised by its first bytes, because the Functions host removes
    /// Content-Encoding when it buffers a request, and a proxy may leave it on a body that it has inflated.
    /// </summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, BodyLimits limits)
    {
        if (!IsKnownEncoding(request.Headers[HeaderNames.ContentEncoding].ToString()))
            return new RequestBody(null, EdgeError.Encoding);
        var tooLarge = EdgeError.TooLarge("received", limits.Received);
        if (request.ContentLength > limits.Received)
            return new RequestBody(null, tooLarge);
        var received = await ReadToLimitAsync(request.Body, limits.Received, request.HttpContext.RequestAborted);
        return received switch
        {
            null => new RequestBody(null, tooLarge),
            [0x1f, 0x8b, ..] => await InflateAsync(received, limits.Inflated, request.HttpContext.RequestAborted),
            _ => new RequestBody(received, null),
        };
    }

    private static bool IsKnownEncoding(string encoding) =>
        encoding.Length == 0
        || encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
        || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)
        || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static async Task<RequestBody> InflateAsync(byte[] compressed, int limit, CancellationToken cancellation)
    {
        try
        {
            await using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            var inflated = await ReadToLimitAsync(gzip, limit, cancellation);
            if (inflated is null)
                return new RequestBody(null, EdgeError.TooLarge("inflated", limit));
            return EndsWhole(compressed, inflated.Length) ? new RequestBody(inflated, null) : new RequestBody(null, EdgeError.BrokenGzip);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return new RequestBody(null, EdgeError.BrokenGzip);
        }
    }

    /// <summary>
    /// Gzip ends with the length of what it holds (RFC 1952, 2.3.1). The library does not miss a trailer that was cut off, nor mind what follows
    /// one. A body of several members is refused too: no client of FHIR sends them.
    /// </summary>
    private static bool EndsWhole(byte[] compressed, int inflated) =>
        BinaryPrimitives.ReadUInt32LittleEndian(compressed.AsSpan(compressed.Length - sizeof(uint))) == (uint)inflated;

    /// <summary>Everything the stream holds, or null as soon as it holds more than the limit.</summary>
    private static async Task<byte[]?> ReadToLimitAsync(Stream stream, int limit, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var block = new byte[BlockSize];
        while (await stream.ReadAsync(block, cancellation) is > 0 and var length)
        {
            if (read.Length + length > limit)
                return null;
            read.Write(block, 0, length);
        }

        return read.ToArray();
    }
}
