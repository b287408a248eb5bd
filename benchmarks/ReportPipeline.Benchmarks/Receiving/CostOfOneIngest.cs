using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>
/// One ingest after another, with few and with many bundles in the archive, and in turns with it the same three blobs written straight to the
/// same Azurite: it looks through everything it holds at each request, which the storage service does not.
/// </summary>
internal static class CostOfOneIngest
{
    private const int Few = 100;
    private const int Samples = 200;

    private static int next = 10_000_000;

    public static async Task PrintAsync(int many)
    {
        await using var fresh = await MeasuredPipeline.StartAsync();
        await FillAsync(fresh, Few);
        var atFirst = await MeasureAsync(fresh);
        await FillAsync(fresh, many - Few - Samples);
        var inTheEnd = await MeasureAsync(fresh);
        Print(many, "one ingest", atFirst.Ingest, inTheEnd.Ingest);
        Print(many, "its three blobs straight to Azurite", atFirst.Raw, inTheEnd.Raw);
        Print(many, "one ingest less its three blobs", atFirst.Ingest - atFirst.Raw, inTheEnd.Ingest - inTheEnd.Raw);
    }

    private static void Print(int many, string what, double atFirst, double inTheEnd) => ReceivingBenchmark.Row(
        $"{what} after {many} stored bundles", $"{inTheEnd:F1} ms", $"{atFirst:F1} ms after {Few}", $"{inTheEnd / atFirst:F2}", $"the same");

    private static Task FillAsync(MeasuredPipeline pipeline, int bundles) => Parallel.ForEachAsync(
        Enumerable.Range(0, bundles), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) => await pipeline.IngestAsync(Small()));

    /// <summary>The middle of many, in milliseconds.</summary>
    private static async Task<(double Ingest, double Raw)> MeasureAsync(MeasuredPipeline pipeline)
    {
        var (ingest, raw) = (new List<double>(), new List<double>());
        for (var sample = 0; sample < Samples; sample++)
        {
            ingest.Add(await TimeAsync(pipeline.IngestAsync));
            raw.Add(await TimeAsync(body => Throughput.WriteRawAsync(pipeline, body)));
        }

        return (IntakeCost.Median(ingest), IntakeCost.Median(raw));
    }

    private static async Task<double> TimeAsync(Func<byte[], Task> send)
    {
        var body = Small();
        var clock = Stopwatch.StartNew();
        await send(body);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static byte[] Small() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"resourceType":"Bundle","id":"n{{Interlocked.Increment(ref next)}}","type":"collection"}"""));
}
