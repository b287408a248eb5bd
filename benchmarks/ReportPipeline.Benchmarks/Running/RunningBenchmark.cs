using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Reporting;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Running;

/// <summary>
/// A run from raw bytes, stage by stage, for simulated trials of several sizes, without storage: the table of <c>docs/scaling.md</c>.
/// Processor time, because what else the machine does then counts least; everything is read and derived from the beginning, which a run that continues does not do.
/// </summary>
internal static class RunningBenchmark
{
    private const ulong Seed = 7;

    private static readonly DateTimeOffset ReceivedAt = new(2020, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static int Run(IReadOnlyList<int> sizes)
    {
        Console.WriteLine("| Subjects | Bundles | MiB | read, s | derive, s | analyse, s | four documents, s | together, s | peak memory, MiB |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        // The first run compiles; the figures are about the work.
        Measure(44);
        foreach (var size in sizes)
            Console.WriteLine(Measure(size));
        return 0;
    }

    private static string Measure(int subjects)
    {
        var reading = ProtocolFile.Load(SampleBodies.ProtocolPath);
        var (read, bundles, bytes) = Read(reading.Protocol!, subjects);
        var (dataset, derive) = Timed(() => DeriveDataset.From(reading.Protocol!, reading.Decisions!, read.Facts, read.Queries));
        var identity = new RunIdentity(
            "benchmark", 1, "head", "snapshot", ReceivedAt, reading.Protocol!.Id, reading.Protocol.Version, reading.Hash, "benchmark", bundles);
        var (results, analyse) = Timed(() => EndpointAnalyses.Run(reading.Protocol!, reading.Decisions!, dataset, identity));
        var (_, write) = Timed(() => Documents(reading.Protocol!, results));
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {subjects:N0} | {bundles:N0} | {bytes / 1048576.0:F0} | {read.Seconds:F2} | {derive:F2} | {analyse:F2} | {write:F2} | {read.Seconds + derive + analyse + write:F2} | {process.PeakWorkingSet64 / 1048576.0:F0} |");
    }

    /// <summary>Reads bundle by bundle, so that only the time of reading counts and no more than one body is in memory.</summary>
    private static ((ImmutableArray<ClinicalFact> Facts, ImmutableArray<DataQuery> Queries, double Seconds) Read, int Bundles, long Bytes) Read(
        TrialProtocol protocol, int subjects)
    {
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[32]));
        var facts = ImmutableArray.CreateBuilder<ClinicalFact>();
        var queries = ImmutableArray.CreateBuilder<DataQuery>();
        var (bundles, bytes, spent) = (0, 0L, TimeSpan.Zero);
        foreach (var bundle in new TrialSimulator(protocol, Seed).Bundles(subjects))
        {
            var before = Environment.CpuUsage.TotalTime;
            var result = intake.Examine(new IntakeRequest(bundle.Content, BundleFormat.Json, new SiteId(bundle.Site), ReceivedAt));
            facts.AddRange(result.Facts);
            queries.AddRange(result.Queries);
            spent += Environment.CpuUsage.TotalTime - before;
            if (!result.Accepted)
                throw new InvalidOperationException("A simulated bundle was refused.");
            (bundles, bytes) = (bundles + 1, bytes + bundle.Content.Length);
        }

        return ((facts.ToImmutable(), queries.ToImmutable(), spent.TotalSeconds), bundles, bytes);
    }

    private static long Documents(TrialProtocol protocol, AnalysisResults results) =>
        protocol.ReportLanguages.SelectMany(language => Enum.GetValues<Audience>(), (language, audience) =>
            (long)ClinicalReport.Write(new ReportRequest { Protocol = protocol, Results = results, Audience = audience, Language = language }).Length).Sum();

    private static (T Result, double Seconds) Timed<T>(Func<T> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        var result = work();
        return (result, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }
}
