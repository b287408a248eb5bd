using System.Text.Json;
using Hl7.Fhir.Serialization;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Trial;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>Gate, parse, rules and facts against nothing but a strict Firely parse, on one thread.</summary>
internal static class IntakeCost
{
    private const int Rounds = 15;
    private static readonly DateTimeOffset ReceivedAt = new(2020, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly FhirJsonDeserializer Bare = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict));
    private static readonly BundleIntake Intake = new(SampleBodies.Protocol, new PseudonymKey(new byte[32]));

    public static void Print()
    {
        Measure(Parse);
        Measure(Examine);
        var bare = new List<double>();
        var whole = new List<double>();
        // In turns, so that what else the machine does meets both alike.
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(Measure(Parse));
            whole.Add(Measure(Examine));
        }

        var (parse, examine) = (Median(bare), Median(whole));
        ReceivingBenchmark.Row($"parse and validate, processor time per bundle", $"{examine:F3} ms", $"{parse:F3} ms, bare strict Firely parse", $"{examine / parse:F2}", $"at most 1.5");
        var body = SampleBodies.Originals.Average(one => one.Length);
        ReceivingBenchmark.Row($"allocated per bundle of {body / 1024:F0} KiB", $"{Allocated(Examine) / 1024:F0} KiB", $"{Allocated(Parse) / 1024:F0} KiB, bare parse", $"{Allocated(Examine) / body:F0} × the body", $"");
    }

    private static void Parse(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        Bare.TryDeserializeResource(ref reader, out _, out _);
    }

    private static void Examine(byte[] body)
    {
        if (!Intake.Judge(new IntakeRequest(body, BundleFormat.Json, new SiteId(SampleBodies.Site), ReceivedAt)).Accepted)
            throw new InvalidOperationException("A sample bundle was refused.");
    }

    /// <summary>Milliseconds of processor time per bundle; the thread is the only one that works.</summary>
    private static double Measure(Action<byte[]> work)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var body in SampleBodies.Originals)
            work(body);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / SampleBodies.Originals.Count;
    }

    private static double Allocated(Action<byte[]> work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var body in SampleBodies.Originals)
            work(body);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / SampleBodies.Originals.Count;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
