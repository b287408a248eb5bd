using System.Diagnostics;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>
/// Sustained ingest against the same number of blobs (three per bundle: bytes, marker and audit line) written straight to the same
/// Azurite with the same concurrency, in turns.
/// </summary>
internal static class Throughput
{
    private const int Concurrency = 8;
    private const int Turns = 4;

    /// <summary>As long as a line of the audit trail.</summary>
    private static readonly string Line = new('x', 250);

    public static async Task PrintAsync(int bundles)
    {
        await using var pipeline = await MeasuredPipeline.OverAzuriteAsync();
        await MeasureAsync(100, 1_000_000, pipeline.IngestAsync);
        await MeasureAsync(100, 1_000_000, body => WriteRawAsync(pipeline, body));
        var (ingest, raw) = (0.0, 0.0);
        for (var turn = 0; turn < Turns; turn++)
        {
            var first = turn * bundles / Turns;
            ingest += await MeasureAsync(bundles / Turns, first, pipeline.IngestAsync);
            raw += await MeasureAsync(bundles / Turns, first, body => WriteRawAsync(pipeline, body));
        }

        ReceivingBenchmark.Row($"sustained ingest, {Concurrency} senders, {bundles} bundles", $"{bundles / ingest:F0} bundles/s", $"{bundles / raw:F0} threes of blobs/s, straight to Azurite", $"{raw / ingest:P0}", $"at least 80 %");
    }

    public static async Task WriteRawAsync(MeasuredPipeline pipeline, byte[] body)
    {
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body));
        await pipeline.Raw.GetBlobClient("bundles/" + name).UploadAsync(BinaryData.FromBytes(body), overwrite: false);
        await pipeline.Raw.GetBlobClient("arrivals/" + name).UploadAsync(BinaryData.FromString(name), overwrite: false);
        await pipeline.Raw.GetBlobClient("audit/" + name).UploadAsync(BinaryData.FromString(Line), overwrite: false);
    }

    /// <summary>Seconds for all of them.</summary>
    private static async Task<double> MeasureAsync(int bundles, int first, Func<byte[], Task> send)
    {
        var bodies = Enumerable.Range(first, bundles).Select(SampleBodies.Number).ToList();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (body, _) => await send(body));
        return clock.Elapsed.TotalSeconds;
    }
}
