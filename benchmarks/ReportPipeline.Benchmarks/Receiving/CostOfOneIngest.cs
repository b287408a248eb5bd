using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>One ingest after another, with few and with many bundles in the archive.</summary>
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
        ReceivingBenchmark.Row($"one ingest after {many} stored bundles", $"{inTheEnd:F1} ms", $"{atFirst:F1} ms after {Few}", $"{inTheEnd / atFirst:F2}", $"the same");
    }

    private static Task FillAsync(MeasuredPipeline pipeline, int bundles) => Parallel.ForEachAsync(
        Enumerable.Range(0, bundles), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) => await pipeline.IngestAsync(Small()));

    /// <summary>The middle of many, in milliseconds.</summary>
    private static async Task<double> MeasureAsync(MeasuredPipeline pipeline)
    {
        var milliseconds = new List<double>();
        for (var sample = 0; sample < Samples; sample++)
        {
            var body = Small();
            var clock = Stopwatch.StartNew();
            await pipeline.IngestAsync(body);
            milliseconds.Add(clock.Elapsed.TotalMilliseconds);
        }

        return IntakeCost.Median(milliseconds);
    }

    private static byte[] Small() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$"""{"resourceType":"Bundle","id":"n{{Interlocked.Increment(ref next)}}","type":"collection"}"""));
}
