using System.Collections.Immutable;
using System.Diagnostics;
using ReportPipeline.Reporting;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using Xunit.Abstractions;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>
/// Both protocols over simulated trials of every small size. With few subjects arms are empty, nobody or everybody has an event, values
/// tie and margins vanish: each must come out as a number or as a reason, in results and documents.
/// </summary>
public sealed class AnyTrialTests(ITestOutputHelper output)
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full";

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData("msc-covid19.json", Audience.Closed, "en")]
    [InlineData("simulated-ldl.json", Audience.Open, "zh-Hans")]
    public void RunAndWrite_AnySimulatedTrial_IsNumbersAndReasons(string file, Audience audience, string language)
    {
        var watch = Stopwatch.StartNew();
        output.WriteLine(Full ? "budget: about 70 s" : "budget: about 6 s");
        foreach (var (seed, subjects) in Full ? Every : Few)
        {
            var trial = SampleRun.Run(file, protocol => Bundles(protocol, seed, subjects));

            var document = ClinicalReport.Write(
                new ReportRequest { Protocol = trial.Protocol, Results = trial.Results, Audience = audience, Language = language });

            trial.Dataset.Subjects.Length.ShouldBe(subjects, $"seed {seed}");
            trial.Results.Rows.Select(row => row.Value).OfType<NumberValue>().ShouldAllBe(number => double.IsFinite(number.Value), $"seed {seed}");
            document.Take(2).ShouldBe("PK"u8.ToArray());
        }

        output.WriteLine($"took {watch.Elapsed.TotalSeconds:F0} s");
    }

    private static IEnumerable<(ulong Seed, int Subjects)> Few => new[] { 0, 1, 2, 3, 5, 8, 13, 21, 28, 43 }.Select((subjects, index) => ((ulong)index + 1, subjects));

    private static IEnumerable<(ulong Seed, int Subjects)> Every =>
        from seed in Enumerable.Range(1, 2)
        from subjects in Enumerable.Range(0, 46)
        select ((ulong)seed, subjects);

    private static IEnumerable<BundleSubmission> Bundles(TrialProtocol protocol, ulong seed, int subjects) => protocol.Id == "msc-covid19"
        ? new TrialSimulator(protocol, seed).Bundles(subjects)
        : new ProtocolSimulator(protocol, seed, ImmutableDictionary<string, double>.Empty).Bundles(subjects);
}
