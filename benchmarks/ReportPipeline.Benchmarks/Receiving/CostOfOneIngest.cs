using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>
/// One ingest with few and with many bundles in the archive, in turns, and beside each the same three blobs written straight to the same storage: a
/// stand-in for the service, because Azurite looks through everything it holds at each request.
/// </summary>
internal static class CostOfOneIngest
{
    private const int Few = 100;
    private const int Samples = 500;
    private const int WarmUps = 3_000;

    private static int next = 10_000_000;

    public static async Task PrintAsync(int many)
    {
        await using var large = await FilledAsync(many);
        await using var small = await FilledAsync(Few);
        var (few, much) = (new Milliseconds(), new Milliseconds());
        for (var sample = 0; sample < Samples; sample++)
        {
            await few.AddAsync(small);
            await much.AddAsync(large);
        }

        Print(many, "one ingest", few.Ingest, much.Ingest);
        Print(many, "its three blobs straight to storage", few.Raw, much.Raw);
    }

    private static void Print(int many, string what, List<double> few, List<double> much)
    {
        var (atFirst, inTheEnd) = (IntakeCost.Median(few), IntakeCost.Median(much));
        ReceivingBenchmark.Row($"{what}, after {many} stored bundles", $"{inTheEnd:F2} ms", $"{atFirst:F2} ms after {Few}", $"{inTheEnd / atFirst:F2}", $"the same");
    }

    /// <summary>A program that has stored so many bundles; sending one of them again and again compiles it and stores nothing.</summary>
    private static async Task<MeasuredPipeline> FilledAsync(int bundles)
    {
        var pipeline = await MeasuredPipeline.OverStandInAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, bundles), Eight, async (_, _) => await pipeline.IngestAsync(Small()));
        var again = Small();
        await Parallel.ForEachAsync(Enumerable.Range(0, WarmUps), Eight, async (_, _) => await pipeline.IngestAsync(again));
        return pipeline;
    }

    private static ParallelOptions Eight => new() { MaxDegreeOfParallelism = 8 };

    /// <summary>One measurement after another.</summary>
    private sealed class Milliseconds
    {
        public List<double> Ingest { get; } = [];

        public List<double> Raw { get; } = [];

        public async Task AddAsync(MeasuredPipeline pipeline)
        {
            Ingest.Add(await TimeAsync(pipeline.IngestAsync));
            Raw.Add(await TimeAsync(body => Throughput.WriteRawAsync(pipeline, body)));
        }
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
